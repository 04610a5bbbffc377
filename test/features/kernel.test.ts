import { describe, expect, it } from 'vitest'
import { packState, unpackState } from '../../src/features/kernel.ts'

const throughJson = (fields: Parameters<typeof packState>[0]) => JSON.parse(JSON.stringify(packState(fields)))

describe('packState', () => {
  it('keeps what JSON has no word for', () => {
    const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 0.1]
    const restored = { ring: new Float64Array(values.length), last: 1 }
    unpackState(restored, throughJson({ ring: Float64Array.from(values), last: -0 }))
    expect([...restored.ring]).toEqual(values)
    expect(restored.last).toBe(-0)
  })

  it('refuses the state of another kernel', () => {
    expect(() => unpackState({ sum: 0 }, throughJson({ mean: 0 }))).toThrow('sum')
    expect(() =>
      unpackState({ ring: new Float64Array(2) }, throughJson({ ring: new Float64Array(3) })),
    ).toThrow('ring')
  })
})
