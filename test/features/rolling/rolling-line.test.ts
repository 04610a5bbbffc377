import { describe, expect, it } from 'vitest'
import { Random } from '../../../src/core/random.ts'
import { RollingLine } from '../../../src/features/rolling/rolling-line.ts'

describe('RollingLine', () => {
  it('finds a straight line, without residue', () => {
    const line = new RollingLine(5)
    for (let i = 0; i < 30; i++) line.push(100 + 3 * i, i)
    expect(line.slope).toBeCloseTo(3, 12)
    expect(line.end).toBeCloseTo(187, 12)
    expect(line.residual).toBe(0)
  })

  it('agrees with the normal equations on every row', () => {
    const random = new Random(8)
    const values = Array.from({ length: 150 }, (_, i) => 1000 + i + 5 * random.normal())
    const line = new RollingLine(12)
    values.forEach((value, i) => {
      if (!line.push(value, i)) return expect(i).toBeLessThan(11)
      const { slope, end, residual } = leastSquares(values.slice(i - 11, i + 1))
      expect(line.slope).toBeCloseTo(slope, 9)
      expect(line.end).toBeCloseTo(end, 9)
      expect(line.residual).toBeCloseTo(residual, 9)
    })
  })

  it('is flat, exactly, where the values stand still', () => {
    const line = new RollingLine(4)
    for (let i = 0; i < 11; i++) line.push(i < 6 ? Math.sqrt(i) : 0.1, i)
    expect([line.slope, line.end, line.residual]).toEqual([0, 0.1, 0])
  })

  it('forgets a spike within two windows', () => {
    const clean = new RollingLine(6)
    const spiked = new RollingLine(6)
    for (let i = 0; i < 40; i++) {
      clean.push(Math.sqrt(i), i)
      spiked.push(i === 15 ? 1e15 : Math.sqrt(i), i)
      if (i >= 27)
        expect([spiked.slope, spiked.end, spiked.residual]).toEqual([clean.slope, clean.end, clean.residual])
    }
  })
})

function leastSquares(y: readonly number[]) {
  const n = y.length
  const meanK = (n - 1) / 2
  const meanY = y.reduce((a, b) => a + b, 0) / n
  const slope =
    y.reduce((sum, value, k) => sum + (k - meanK) * (value - meanY), 0) /
    y.reduce((sum, _, k) => sum + (k - meanK) ** 2, 0)
  const fitted = (k: number) => meanY + slope * (k - meanK)
  const squares = y.reduce((sum, value, k) => sum + (value - fitted(k)) ** 2, 0)
  return { slope, end: fitted(n - 1), residual: Math.sqrt(squares / n) }
}
