import { describe, expect, it } from 'vitest'
import { Random } from '../../../src/core/random.ts'
import { RollingLine } from '../../../src/features/rolling/rolling-line.ts'

/** Slope and end of the line at every row. */
function linesOf(values: readonly number[], window: number): { slope: number; end: number }[] {
  const index = Float64Array.from(values, (_, i) => i)
  const slopes = new Float64Array(values.length)
  const ends = new Float64Array(values.length)
  new RollingLine(window).run(Float64Array.from(values), index, slopes, ends, 0, values.length)
  return Array.from(slopes, (slope, i) => ({ slope, end: ends[i]! }))
}

describe('RollingLine', () => {
  it('finds a straight line', () => {
    const { slope, end } = linesOf(
      Array.from({ length: 30 }, (_, i) => 100 + 3 * i),
      5,
    )[29]!
    expect(slope).toBeCloseTo(3, 12)
    expect(end).toBeCloseTo(187, 12)
  })

  it('agrees with the normal equations on every row', () => {
    const random = new Random(8)
    const values = Array.from({ length: 150 }, (_, i) => 1000 + i + 5 * random.normal())
    const lines = linesOf(values, 12)
    expect(lines.findIndex(({ slope }) => !Number.isNaN(slope))).toBe(11)
    lines.slice(11).forEach((line, k) => {
      const expected = leastSquares(values.slice(k, k + 12))
      expect(line.slope).toBeCloseTo(expected.slope, 9)
      expect(line.end).toBeCloseTo(expected.end, 9)
    })
  })

  it('is flat, exactly, where the values stand still', () => {
    const values = Array.from({ length: 11 }, (_, i) => (i < 6 ? Math.sqrt(i) : 0.1))
    expect(linesOf(values, 4)[10]).toEqual({ slope: 0, end: 0.1 })
  })

  it('forgets a spike as soon as it has left', () => {
    const values = Array.from({ length: 40 }, (_, i) => Math.sqrt(i))
    expect(linesOf(values.with(15, 1e15), 6).slice(21)).toEqual(linesOf(values, 6).slice(21))
  })
})

function leastSquares(y: readonly number[]): { slope: number; end: number } {
  const n = y.length
  const meanK = (n - 1) / 2
  const meanY = y.reduce((a, b) => a + b, 0) / n
  const slope =
    y.reduce((sum, value, k) => sum + (k - meanK) * (value - meanY), 0) /
    y.reduce((sum, _, k) => sum + (k - meanK) ** 2, 0)
  return { slope, end: meanY + slope * (n - 1 - meanK) }
}
