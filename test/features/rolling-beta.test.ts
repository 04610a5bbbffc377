import { expect, it } from 'vitest'
import { Random } from '../../src/core/random.ts'
import { valuesOf } from './support/columns.ts'
import { pathOf } from './support/path.ts'

const random = new Random(4)
const returns = Array.from({ length: 60 }, () => 0.02 * random.normal())
const benchmarkClose = pathOf(returns)

it('is the factor by which the returns are larger than the benchmark’s', () => {
  const close = pathOf(returns.map((step) => 1.5 * step))
  const betas = valuesOf('rollingBeta', { period: 20 }, { close, benchmarkClose })
  expect(betas.findIndex((beta) => !Number.isNaN(beta))).toBe(20)
  for (const beta of betas.slice(20)) expect(beta).toBeCloseTo(1.5, 10)
})

it('is 1 against itself, 0 for what stands still, unknown against what stands still', () => {
  const flat = benchmarkClose.map(() => 7)
  expect(valuesOf('rollingBeta', { period: 5 }, { close: benchmarkClose, benchmarkClose })[40]).toBeCloseTo(
    1,
    12,
  )
  expect(valuesOf('rollingBeta', { period: 5 }, { close: flat, benchmarkClose })[40]).toBeCloseTo(0, 12)
  expect(
    valuesOf('rollingBeta', { period: 5 }, { close: benchmarkClose, benchmarkClose: flat })[40],
  ).toBeNaN()
})
