import { describe, expect, it } from 'vitest'
import { Random } from '../../../src/core/random.ts'
import { RollingCovariance } from '../../../src/features/rolling/rolling-covariance.ts'

describe('RollingCovariance', () => {
  it('is the population covariance: of (1, 2), (2, 4), (3, 9) it is 7/3', () => {
    const window = new RollingCovariance(3)
    window.push(1, 2, 0)
    window.push(2, 4, 1)
    expect(window.covariance).toBeNaN()
    window.push(3, 9, 2)
    expect(window.covariance).toBeCloseTo(7 / 3, 14)
    expect(window.varianceX).toBeCloseTo(2 / 3, 14)
    expect(window.varianceY).toBeCloseTo(26 / 3, 14)
  })

  it('agrees with the definition on every row', () => {
    const random = new Random(3)
    const xs = Array.from({ length: 200 }, () => 50 + random.normal())
    const ys = xs.map((x) => 3 * x + random.normal())
    const window = new RollingCovariance(17)
    xs.forEach((x, i) => {
      window.push(x, ys[i]!, i)
      if (i < 16) return
      const [a, b] = [xs.slice(i - 16, i + 1), ys.slice(i - 16, i + 1)]
      expect(window.covariance).toBeCloseTo(meanProduct(a, b), 10)
      expect(window.varianceX).toBeCloseTo(meanProduct(a, a), 10)
      expect(window.varianceY).toBeCloseTo(meanProduct(b, b), 10)
    })
  })

  it('does not know a pair of which one part is missing', () => {
    const window = new RollingCovariance(2)
    const covariances = [1, 2, Number.NaN, 4, 5].map((y, i) => {
      window.push(i, y, i)
      return window.covariance
    })
    expect(covariances).toEqual([Number.NaN, 0.25, Number.NaN, Number.NaN, 0.25])
  })

  it('is exactly 0 where one of the two stands still', () => {
    const window = new RollingCovariance(3)
    for (let i = 0; i < 10; i++) window.push(Math.sin(i), i < 6 ? i : 0.1, i)
    expect([window.varianceY, window.covariance]).toEqual([0, 0])
    expect(window.varianceX).toBeGreaterThan(0)
  })
})

function meanProduct(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return mean(a.map((value, i) => (value - mean(a)) * (b[i]! - mean(b))))
}
