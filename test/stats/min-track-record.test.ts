import { expect, test } from 'vitest'
import { minTrackRecord } from '../../src/stats/min-track-record.ts'
import { probabilisticSharpe } from '../../src/stats/probabilistic-sharpe.ts'

// Bailey & López de Prado (2012): an annual Sharpe of 2 against 1 at 95 %, in years.
test.each([
  ['daily', 250, 0, 3, 2.73],
  ['weekly', 52, 0, 3, 2.83],
  ['monthly', 12, 0, 3, 3.24],
  ['monthly, skewed and fat-tailed', 12, -0.72, 5.78, 4.99],
])('the published example: %s', (_, perYear, skewness, kurtosis, years) => {
  const root = Math.sqrt(perYear)
  const periods = minTrackRecord({ sharpe: 2 / root, skewness, kurtosis }, 1 / root)
  expect(periods! / perYear).toBeCloseTo(years, 2)
})

test('is the length at which the probabilistic Sharpe ratio reaches the confidence', () => {
  const moments = { sharpe: 0.08, skewness: -0.4, kurtosis: 7 }
  expect(probabilisticSharpe(moments, minTrackRecord(moments)!)).toBeCloseTo(0.95, 12)
})

test('no record is long enough at or below the benchmark', () => {
  expect(minTrackRecord({ sharpe: -0.1, skewness: 0, kurtosis: 3 })).toBeNull()
  expect(minTrackRecord({ sharpe: 0.1, skewness: 0, kurtosis: 3 }, 0.1)).toBeNull()
})
