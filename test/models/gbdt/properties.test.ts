import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExplainer } from '../../../src/models/gbdt/explanation/explainer.ts'
import type { EvaluationSet, TrainingSet } from '../../../src/models/gbdt/feature-matrix.ts'
import { rowsOfSet } from '../../../src/models/gbdt/fold.ts'
import { lightgbmImportances, xgboostImportances } from '../../../src/models/gbdt/importance.ts'
import { writeLightgbmText } from '../../../src/models/gbdt/lightgbm/file/text.ts'
import { trainLightgbm } from '../../../src/models/gbdt/lightgbm/train.ts'
import type { Model } from '../../../src/models/gbdt/prediction/forest.ts'
import { createPredictor } from '../../../src/models/gbdt/prediction/predictor.ts'
import { writeXgboostJson } from '../../../src/models/gbdt/xgboost/file/json.ts'
import { trainXgboost } from '../../../src/models/gbdt/xgboost/train.ts'
import { parseModel, rowOf } from '../../support/gbdt/predictions.ts'
import { FITS, randomSet } from '../../support/gbdt/random-fit.ts'

const RUNS = { numRuns: 12 }

const textOf = (model: Model) =>
  model.library === 'xgboost' ? writeXgboostJson(model) : writeLightgbmText(model)

/** Numbers 0 … n − 1 in an order that has nothing to do with them. */
const shuffled = (n: number) =>
  Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => Math.sin(a * 7.3) - Math.sin(b * 7.3))

describe.each(FITS)('a fit of %s', (_library, fits) => {
  it('is the same each time', () => {
    fc.assert(
      fc.property(fits, ({ set, train }) => {
        expect(train(set)).toEqual(train(set))
      }),
      RUNS,
    )
  })

  it('predicts the same of a row, whatever rows stand around it', () => {
    fc.assert(
      fc.property(fits, ({ set, train, classes }) => {
        const predictor = createPredictor(train(set).model)
        const order = shuffled(set.labels.length)
        const straight = predictor.predict(set)
        const turned = predictor.predict(rowsOfSet(set, order))
        const width = classes > 2 ? classes : 1
        for (const [i, row] of order.entries()) {
          const own = straight.slice(row * width, (row + 1) * width)
          expect(turned.slice(i * width, (i + 1) * width)).toEqual(own)
          if (i < 20) expect(predictor.row(rowOf(set, row))).toEqual(own)
        }
      }),
      RUNS,
    )
  })

  it('is not changed by what is measured, in whatever order', () => {
    fc.assert(
      fc.property(fits, ({ set, train }) => {
        const half = shuffled(set.labels.length).slice(0, 12)
        const sets: EvaluationSet[] = [
          { ...set, name: 'train' },
          { ...rowsOfSet(set, half), name: 'some' },
          { ...rowsOfSet(set, half.slice(0, 3)), name: 'few' },
        ]
        const alone = train(set)
        const straight = train(set, { evaluation: sets })
        const turned = train(set, { evaluation: sets.toReversed() })
        expect(textOf(straight.model)).toBe(textOf(alone.model))
        expect(textOf(turned.model)).toBe(textOf(alone.model))
        expect(turned.history).toEqual(straight.history)
        expect(Object.keys(turned.history)).toEqual(['few', 'some', 'train'])
      }),
      RUNS,
    )
  })

  it('on some rows, in any order, some of them twice, is the fit on a set of these rows', () => {
    fc.assert(
      fc.property(fits, ({ set, train }) => {
        const count = set.labels.length
        const rows = Uint32Array.of(...shuffled(count).slice(count >> 2), 0, 0, 1)
        expect(textOf(train(set, { rows }).model)).toBe(textOf(train(rowsOfSet(set, rows)).model))
      }),
      RUNS,
    )
  })

  it('that was saved and opened again predicts the same bits', () => {
    fc.assert(
      fc.property(fits, ({ set, train }) => {
        const { model } = train(set)
        const text = textOf(model)
        const again = parseModel(text)
        expect(textOf(again)).toBe(text)
        expect(createPredictor(again).predict(set)).toEqual(createPredictor(model).predict(set))
        expect(createPredictor(again).leaves(set)).toEqual(createPredictor(model).leaves(set))
      }),
      RUNS,
    )
  })

  it('has importances that add up, and explanations that sum to the margins', () => {
    fc.assert(
      fc.property(fits, ({ set, train, classes }) => {
        const { model } = train(set)
        expectImportances(model)
        const margins = createPredictor(model).margins(set)
        const values = createExplainer(model).explain(set)
        const stride = set.columns.length + 1
        expect(values).toHaveLength(set.labels.length * (classes > 2 ? classes : 1) * stride)
        margins.forEach((margin, i) => {
          const sum = values.subarray(i * stride, (i + 1) * stride).reduce((a, b) => a + b)
          expect(Math.abs(sum - margin)).toBeLessThan(2e-6 * Math.max(1, Math.abs(margin)))
        })
      }),
      RUNS,
    )
  })
})

function expectImportances(model: Model): void {
  const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0)
  if (model.library === 'xgboost') {
    const splits = model.trees.map(({ leftChildren }) => leftChildren.filter((left) => left >= 0).length)
    expect(sum(xgboostImportances(model, 'weight').values())).toBe(sum(splits))
    return
  }
  const gains = model.trees.flatMap(({ splitGain }) => [...splitGain].filter((gain) => gain > 0))
  expect(sum(lightgbmImportances(model, 'split').values())).toBe(gains.length)
  const total = sum(lightgbmImportances(model, 'gain').values())
  expect(Math.abs(total - sum(gains))).toBeLessThanOrEqual(1e-9 * total)
}

/** Splits of large nodes on real numbers: no two features divide the rows alike, so there are no ties. */
describe('features in another order', () => {
  const set = randomSet(3, { rows: 3_000, features: 9, classes: 1, missing: 0.2 })
  const order = [4, 2, 8, 0, 7, 1, 6, 3, 5]
  const turned: TrainingSet = { ...set, columns: order.map((f) => set.columns[f]!) }

  it('are the same trees with other numbers: XGBoost', () => {
    const params = { rounds: 5, maxDepth: 5, minChildWeight: 60 }
    const [straight, other] = [trainXgboost(set, params).model, trainXgboost(turned, params).model]
    const renamed = other.trees.map((tree) => ({
      ...tree,
      splitIndices: tree.splitIndices.map((f, node) => (tree.leftChildren[node]! < 0 ? f : order[f]!)),
    }))
    expect(renamed).toEqual(straight.trees)
  })

  it('are the same trees with other numbers: LightGBM', () => {
    const params = { rounds: 5, minDataInLeaf: 60 }
    const [straight, other] = [trainLightgbm(set, params).model, trainLightgbm(turned, params).model]
    const renamed = other.trees.map((tree) => ({
      ...tree,
      splitFeature: tree.splitFeature.map((f) => order[f]!),
    }))
    expect(renamed).toEqual(straight.trees)
  })
})

/** Sums of whole numbers are exact, so their order does not matter: the first tree of labels that are such. */
describe('rows in another order', () => {
  const real = randomSet(5, { rows: 1_500, features: 6, classes: 1, missing: 0.2 })
  const set: TrainingSet = { ...real, labels: Float32Array.from(real.labels, (y) => Math.round(4 * y)) }
  const turned = rowsOfSet(set, shuffled(1_500))

  it('grow the same first tree where sums are exact: XGBoost', () => {
    const params = { rounds: 1, baseScore: 0 }
    expect(trainXgboost(turned, params).model).toEqual(trainXgboost(set, params).model)
  })

  it('grow the same first tree where sums are exact: LightGBM', () => {
    const params = { rounds: 1, boostFromAverage: false }
    expect(trainLightgbm(turned, params).model).toEqual(trainLightgbm(set, params).model)
  })
})
