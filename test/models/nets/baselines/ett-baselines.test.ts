import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repeatLast } from '../../../../src/models/nets/baselines/repeat-last.ts'
import { fitRidge, forecastRidge } from '../../../../src/models/nets/baselines/ridge.ts'
import { benchmarkOf, windowsOf } from '../../../ett/benchmark.ts'
import { readDataset } from '../../../ett/dataset.ts'
import { errorsOf, type Forecaster, verdictOf } from '../../../ett/judge.ts'

const DATA = resolve(import.meta.dirname, '../../../../../shared/data/ett')
const isThere = existsSync(DATA)
if (!isThere) console.warn('ett-baselines.test.ts skipped: ../shared/data/ett is absent')

/** MSE and MAE over all test windows of ETTh1, computed elsewhere. */
describe.skipIf(!isThere)('baselines on ETTh1', () => {
  test.each([
    [96, [1.294, 0.713], [0.3696, 0.3912]],
    [192, [1.325, 0.733], [0.4028, 0.4105]],
  ] as const)('horizon %d', (horizon, naive, ridge) => {
    const benchmark = benchmarkOf(readDataset(DATA, 'ETTh1'))
    const windows = { inputLength: 336, horizon, channels: 'joint', stride: 1 } as const
    const fitted = fitRidge(windowsOf(benchmark, 'train', windows))
    const test = windowsOf(benchmark, 'test', windows)
    const score = (forecaster: Forecaster) => {
      const { mse, mae } = verdictOf(errorsOf(test, forecaster), 128)
      return [mse, mae]
    }
    score(repeatLast).forEach((error, i) => {
      expect(error).toBeCloseTo(naive[i]!, 3)
    })
    score((some) => forecastRidge(fitted, some)).forEach((error, i) => {
      expect(error).toBeCloseTo(ridge[i]!, 4)
    })
  })
})
