import { expect, test } from 'vitest'
import { nextUp } from '../../../../src/models/gbdt/libm/next-up.ts'

test('the next number up', () => {
  expect(nextUp(1)).toBe(1 + Number.EPSILON)
  expect(nextUp(-1)).toBe(-1 + Number.EPSILON / 2)
  expect(nextUp(0)).toBe(Number.MIN_VALUE)
  expect(nextUp(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY)
})
