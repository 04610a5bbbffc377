import { describe, expect, test } from 'vitest'
import { checkHead } from '../../../../src/models/nets/heads/head.ts'
import { orderQuantiles } from '../../../../src/models/nets/heads/order-quantiles.ts'
import { softmaxRows } from '../../../../src/models/nets/heads/softmax.ts'

describe('quantiles', () => {
  test('are put in order, forecast by forecast', () => {
    const values = Float32Array.of(3, 1, 2, 5, 5, -1, 1, 2, 3)
    orderQuantiles(values, 3)
    expect([...values]).toEqual([1, 2, 3, -1, 5, 5, 1, 2, 3])
  })

  test('of one level stay where they are', () => {
    const values = Float32Array.of(3, 1, 2)
    orderQuantiles(values, 1)
    expect([...values]).toEqual([3, 1, 2])
  })
})

test.each([1, 2.5, Number.NaN])('a head of %d classes is refused', (count) => {
  expect(() => checkHead({ kind: 'classes', count: 2 })).not.toThrow()
  expect(() => checkHead({ kind: 'classes', count })).toThrow(`classes of the head: ${count}`)
})

describe('softmax', () => {
  test('of a row is eˣ over their sum', () => {
    const [a, b, c] = softmaxRows(Float32Array.of(1, 2, 3), 3)
    const sum = Math.E + Math.E ** 2 + Math.E ** 3
    expect(a).toBeCloseTo(Math.E / sum, 6)
    expect(b).toBeCloseTo(Math.E ** 2 / sum, 6)
    expect(c).toBeCloseTo(Math.E ** 3 / sum, 6)
  })

  test('knows large logits, and rows of their own', () => {
    expect([...softmaxRows(Float32Array.of(1000, 1000, -1000, 0), 2)]).toEqual([0.5, 0.5, 0, 1])
  })
})
