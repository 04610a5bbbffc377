import { expect, test } from 'vitest'
import { binForLightgbm } from '../../src/models/gbdt/lightgbm/bins/bins.ts'
import { quantileCuts } from '../../src/models/gbdt/xgboost/bins/quantile-cuts.ts'
import { casesOf } from '../support/gbdt/cases.ts'
import { paramsOf } from '../support/gbdt/params.ts'

/** Cut points of XGBoost to the bit, numbers of bins of LightGBM. */

const cut = casesOf('xgboost').filter(({ official }) => official.cuts)
const binned = casesOf('lightgbm').filter(({ official }) => official.bins)

test.each(cut.map((one) => [one.group, one.name, one] as const))('xgboost %s, %s', (_group, _name, one) => {
  const set = one.train()
  const { maxBin = 256 } = paramsOf(one) as { maxBin?: number }
  const ours = quantileCuts(set, { maxBin, ...(set.weights && { weights: set.weights }) })
  for (const [f, { cuts }] of ours.entries())
    expect([f, ...cuts]).toEqual([f, ...Float32Array.from(one.official.cuts![f]!)])
})

test.each(binned.map((one) => [one.group, one.name, one] as const))(
  'lightgbm %s, %s',
  (_group, _name, one) => {
    const { mappers } = binForLightgbm(one.train(), paramsOf(one))
    expect(mappers.map(({ bins, isTrivial }) => (isTrivial ? 0 : bins))).toEqual(one.official.bins)
  },
)
