import { expect, test } from 'vitest'
import {
  EarlyStopping,
  type Measurement,
  type StoppingRule,
} from '../../../../../src/models/gbdt/lightgbm/evaluation/early-stopping.ts'
import type { LightgbmMetric } from '../../../../../src/models/gbdt/lightgbm/evaluation/metrics.ts'

type Series = readonly [set: string, metric: LightgbmMetric, values: readonly number[]]

/** Round in which it stops, and the best round. */
function run(series: readonly Series[], given: Partial<StoppingRule> = {}) {
  const stopping = new EarlyStopping({ rounds: 2, minDelta: 0, firstMetricOnly: false, ...given })
  const rounds = series[0]![2].length
  for (let round = 0; round < rounds; round++) {
    const measured = series.map(
      ([set, metric, values]): Measurement => ({
        set,
        metric,
        value: values[round]!,
        isTraining: set === 'train',
      }),
    )
    const best = stopping.observe(round, measured, round === rounds - 1)
    if (best !== undefined) return { round, best }
  }
  return undefined
}

test('stops after so many rounds without an improvement', () => {
  expect(run([['v', 'l2', [5, 4, 4, 4, 1]]])).toEqual({ round: 3, best: 1 })
})

test('a higher area is better', () => {
  expect(run([['v', 'auc', [0.5, 0.6, 0.5, 0.5, 0.9]]])).toEqual({ round: 3, best: 1 })
})

test('an improvement must be larger than minDelta', () => {
  expect(run([['v', 'l2', [5, 4.5, 4, 1]]], { minDelta: 1 })).toEqual({ round: 2, best: 0 })
})

test('any metric of any set stops, but not those of the training data', () => {
  const train: Series = ['train', 'l2', [1, 2, 3, 4, 5]]
  const falling: Series = ['a', 'l2', [5, 4, 3, 2, 1]]
  const stale: Series = ['b', 'l2', [5, 4, 6, 6, 6]]
  expect(run([train, falling, stale])).toEqual({ round: 3, best: 1 })
})

test('only the first metric, if asked', () => {
  const falling: Series = ['a', 'l2', [5, 4, 3, 2, 1]]
  const stale: Series = ['a', 'l1', [5, 6, 6, 6, 6]]
  expect(run([falling, stale], { firstMetricOnly: true })).toEqual({ round: 4, best: 4 })
})

test('in the last round the first metric decides', () => {
  const falling: Series = ['a', 'l2', [5, 4, 3]]
  const stale: Series = ['a', 'l1', [5, 6, 6]]
  expect(run([falling, stale])).toEqual({ round: 2, best: 2 })
})
