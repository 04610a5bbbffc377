import { describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/random.ts'
import { createExplainer } from '../../../../src/models/gbdt/explanation/explainer.ts'
import { binForLightgbm } from '../../../../src/models/gbdt/lightgbm/bins/bins.ts'
import { trainLightgbm } from '../../../../src/models/gbdt/lightgbm/train.ts'
import { createPredictor } from '../../../../src/models/gbdt/prediction/predictor.ts'
import { trainXgboost } from '../../../../src/models/gbdt/xgboost/train.ts'

const random = new Random(8, 'names')
const columns = Array.from({ length: 3 }, () => Float32Array.from({ length: 60 }, () => random.normal()))
const labels = columns[0]!.map((x, i) => x - columns[1]![i]!)
const names = ['fast ma', 'slow ma', 'carry']
const fits = {
  xgboost: (set: typeof named) => trainXgboost(set, { rounds: 3 }).model,
  lightgbm: (set: typeof named) => trainLightgbm(set, { rounds: 3 }).model,
}
const named: { columns: Float32Array[]; labels: Float32Array; names?: string[] } = { columns, labels, names }

describe.each(Object.entries(fits))('names of features, %s', (_, train) => {
  const model = train(named)
  const predictor = createPredictor(model)

  it('must be those of the model, in its order', () => {
    const swapped = { columns, names: ['slow ma', 'fast ma', 'carry'] }
    const message = /^feature 0: "fast.ma" expected, got "slow.ma"$/
    expect(() => predictor.predict(swapped)).toThrow(message)
    expect(() => predictor.leaves(swapped)).toThrow(message)
    expect(() => createExplainer(model).explain(swapped)).toThrow(message)
    expect(predictor.predict({ columns, names })).toEqual(predictor.predict({ columns }))
  })

  it('are not asked of a model that was fitted without', () => {
    const { names: _none, ...plain } = named
    const nameless = createPredictor(train(plain))
    expect(nameless.predict({ columns, names })).toEqual(predictor.predict({ columns }))
  })

  it('belong to a matrix, not to a list of columns', () => {
    // @ts-expect-error: what JavaScript may give
    expect(() => predictor.predict(columns)).toThrow('a matrix { columns: […] } expected')
  })
})

it('bins know no rows that the set does not have', () => {
  expect(() => binForLightgbm({ columns }, { rows: Uint32Array.of(3, 60) })).toThrow(
    'row 60 of a data set of 60',
  )
  expect(() => binForLightgbm({ columns }, { rows: new Uint32Array() })).toThrow('no rows are named')
})
