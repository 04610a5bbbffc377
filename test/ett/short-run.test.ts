import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openKit } from '../../src/adapters/tensorflow/open-kit.ts'
import { disposeNet } from '../../src/models/nets/weights.ts'
import { benchmarkOf, windowsOf } from './benchmark.ts'
import { readDataset } from './dataset.ts'
import { errorsOf } from './judge.ts'
import { nhitsRecipes } from './recipes/nhits.ts'
import { trained } from './train.ts'

const DATA = resolve(import.meta.dirname, '../../../shared/data/ett')
const isThere = existsSync(DATA)
if (!isThere) console.warn('test/ett/short-run.test.ts skipped: ../shared/data/ett is absent')

describe.skipIf(!isThere)('a short run on a real station', () => {
  it('the first quarter of N-HiTS’s recipe is within 3 % of the published error', async () => {
    const benchmark = benchmarkOf(readDataset(DATA, 'ETTh1'))
    const [shipped] = nhitsRecipes('hourly', 96)
    const training = { ...shipped!.training, steps: 100, schedule: { kind: 'constant' } as const } // unhalved so far
    const fitted = trained(await openKit(), benchmark, { ...shipped!, training }, 1, () => {})
    const everyFourth = windowsOf(benchmark, 'test', { ...fitted.windows, stride: 4 })
    const { mse } = errorsOf(everyFourth, fitted.forecaster).score()
    disposeNet(fitted.net)
    expect(mse).toBeGreaterThan(0.33) // below that something has looked at the test part
    expect(mse).toBeLessThan(0.378 * 1.03) // neuralforecast's row
  })
})
