import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalCdf, normalQuantile } from '../../../../src/core/normal.ts'
import { QuantileReader } from '../../../../src/models/nets/signal/quantile-distribution.ts'

const LEVELS = [0.1, 0.25, 0.5, 0.75, 0.9]
const RETURNS = [-0.02, -0.008, 0.002, 0.012, 0.03]

const known = (quantiles: readonly number[], levels = LEVELS) => new QuantileReader(levels).at(quantiles)

describe('between the quantiles', () => {
  test.each([
    [-0.01, 0.775],
    [0, 0.55],
    [0.005, 0.425],
    [0.02, 0.18333333333333332],
  ])('P(r > %d) is %d', (x, expected) => {
    expect(known(RETURNS).above(x)).toBeCloseTo(expected, 12)
    expect(known(RETURNS).below(x)).toBeCloseTo(1 - expected, 12)
  })

  test('at a quantile it is the level', () => {
    RETURNS.forEach((x, i) => {
      expect(known(RETURNS).below(x)).toBeCloseTo(LEVELS[i]!, 12)
    })
  })
})

describe('of a normal distribution', () => {
  const [mean, deviation] = [0.01, 0.02]
  const levels = [0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95]
  const normal = known(
    levels.map((level) => mean + deviation * normalQuantile(level)),
    levels,
  )

  test.each([-0.1, -0.05, 0.05, 0.1])('the tails are exact, at %d', (x) => {
    expect(normal.below(x)).toBeCloseTo(normalCdf((x - mean) / deviation), 12)
  })

  test('the mean is that of the distribution', () => {
    expect(normal.mean()).toBeCloseTo(mean, 12)
  })
})

describe('the mean', () => {
  test('is the integral of the quantile function', () => {
    const distribution = known(RETURNS)
    const [low, high, steps] = [-0.3, 0.3, 600_000]
    const width = (high - low) / steps
    let sum = high // E[r] = high − ∫ F over [low, high], where F(low) ≈ 0 and F(high) ≈ 1
    for (let i = 0; i < steps; i++) sum -= distribution.below(low + (i + 0.5) * width) * width
    expect(distribution.mean()).toBeCloseTo(sum, 8)
  })
})

describe('equal quantiles', () => {
  test('are a point of that mass', () => {
    const pointed = known([-0.02, 0, 0, 0, 0.03])
    expect(pointed.below(0)).toBeCloseTo(0.25, 12)
    expect(pointed.above(0)).toBeCloseTo(0.25, 12)
  })

  test('at an end leave nothing beyond', () => {
    const blunt = known([-0.02, -0.02, 0, 0.03, 0.03])
    expect([blunt.below(-0.02), blunt.above(0.03)]).toEqual([0, 0])
  })

  test('throughout are certainty', () => {
    const certain = known([0.01, 0.01, 0.01, 0.01, 0.01])
    expect([certain.above(0), certain.below(0.02)]).toEqual([1, 1])
    expect([certain.above(0.01), certain.below(0.01)]).toEqual([0, 0])
    expect(certain.mean()).toBeCloseTo(0.01, 12)
  })
})

test('probabilities fall with x, and stay between 0 and 1', () => {
  const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 })
  const pair = fc.tuple(
    fc.double({ min: -3, max: 3, noNaN: true }),
    fc.double({ min: -3, max: 3, noNaN: true }),
  )
  fc.assert(
    fc.property(values, pair, (quantiles, [a, b]) => {
      const distribution = known(quantiles.toSorted((p, q) => p - q))
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      const [more, less] = [distribution.above(low), distribution.above(high)]
      expect(more).toBeGreaterThanOrEqual(less)
      expect(Math.min(less, distribution.below(low))).toBeGreaterThanOrEqual(0)
      expect(Math.max(more, distribution.below(high))).toBeLessThanOrEqual(1)
    }),
  )
})

test('one level is no distribution', () => {
  expect(() => new QuantileReader([0.5])).toThrow(/from 1 quantiles/)
})
