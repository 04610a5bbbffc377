import { expect, test } from 'vitest'
import { probabilisticSharpe } from '../../src/stats/probabilistic-sharpe.ts'

// Bailey & López de Prado (2012): monthly Sharpe .458 over 24 months.
test.each([
  ['normal returns', 0, 3, 0.982],
  ['skewed, fat-tailed returns', -2.448, 10.164, 0.913],
])('the published example: %s', (_, skewness, kurtosis, published) => {
  expect(probabilisticSharpe({ sharpe: 0.458, skewness, kurtosis }, 24)).toBeCloseTo(published, 3)
})

// Bailey & López de Prado (2014), deflated Sharpe: the benchmark is the best of 100 trials by chance.
test('the published example of the deflated ratio', () => {
  const moments = { sharpe: 2.5 / Math.sqrt(250), skewness: -3, kurtosis: 10 }
  expect(probabilisticSharpe(moments, 1250, 0.113172)).toBeCloseTo(0.9004, 4)
})

test('is ½ at the benchmark', () => {
  expect(probabilisticSharpe({ sharpe: 0.1, skewness: -1, kurtosis: 6 }, 50, 0.1)).toBeCloseTo(0.5, 15)
})

test('is not defined below two periods or without a positive variance', () => {
  expect(probabilisticSharpe({ sharpe: 0.1, skewness: 0, kurtosis: 3 }, 1)).toBeNull()
  expect(probabilisticSharpe({ sharpe: 1, skewness: 2, kurtosis: 5 }, 50)).toBeNull()
})
