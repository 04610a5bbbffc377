import { describe, expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

const PARAMS = { period: 4, move: 3, surge: 3 }
const close = [100, 101, 100, 101, 100, 101, 100]
const volume = [10, 10, 10, 10, 10, 10, 10]
const calm = { close, volume, openInterest: close.map(() => 500) }

/** The calm market, and one more bar. */
function then(price: number, traded: number, interest: number) {
  const columns = {
    close: [...close, price],
    volume: [...volume, traded],
    openInterest: [...calm.openInterest, interest],
  }
  return valuesOf('liquidationCascade', PARAMS, columns).at(-1)!
}

describe('liquidationCascade', () => {
  it('is 0 in a calm market, from the first bar with enough before it', () => {
    const { NaN: unknown } = Number
    const values = valuesOf('liquidationCascade', PARAMS, calm)
    expect(values).toEqual([unknown, unknown, unknown, unknown, unknown, 0, 0])
  })

  it('is the size of a crash on a surge of volume, in deviations of the bars before it', () => {
    const returns = [100 / 101, 1.01, 100 / 101, 1.01].map((ratio) => ratio - 1)
    const recent = returns.toSpliced(0, 1).concat(100 / 101 - 1)
    const mean = recent.reduce((a, b) => a + b) / 4
    const deviation = Math.sqrt(recent.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4)
    expect(then(90, 50, 480)).toBeCloseTo(-0.1 / deviation, 9)
  })

  it('is positive where shorts are squeezed', () => {
    expect(then(110, 50, 480)).toBeGreaterThan(3)
  })

  it.each([
    ['without the move', 99.5, 50, 480],
    ['without the volume', 90, 29, 480],
    ['while open interest rises', 90, 50, 501],
  ])('is 0 %s', (_, price, traded, interest) => {
    expect(then(price, traded, interest)).toBe(0)
  })

  it('needs no open interest', () => {
    expect(then(90, 50, Number.NaN)).toBe(then(90, 50, 480))
  })
})
