import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'
import { pathOf } from './support/path.ts'

const benchmarkClose = [100, 110, 99, 108.9, 98.01, 107.811]
const mirrored = [100, 90, 99, 89.1, 98.01, 88.209]

it('is 1 with itself and −1 with its mirror image', () => {
  const same = valuesOf('rollingCorrelation', { period: 4 }, { close: benchmarkClose, benchmarkClose })
  const opposite = valuesOf('rollingCorrelation', { period: 4 }, { close: mirrored, benchmarkClose })
  expect(same[5]).toBeCloseTo(1, 12)
  expect(opposite[5]).toBeCloseTo(-1, 12)
  expect(same.concat(opposite).every((value) => !(Math.abs(value) > 1))).toBe(true)
})

it('is Pearson’s: returns 1, 2, 3 % against 1, 3, 2 % have 0.5', () => {
  const columns = { close: pathOf([0.01, 0.02, 0.03]), benchmarkClose: pathOf([0.01, 0.03, 0.02]) }
  expect(valuesOf('rollingCorrelation', { period: 3 }, columns)[3]).toBeCloseTo(0.5, 9)
})

it('is unknown with what stands still', () => {
  const columns = { close: benchmarkClose.map(() => 5), benchmarkClose }
  expect(valuesOf('rollingCorrelation', { period: 3 }, columns)[5]).toBeNaN()
})
