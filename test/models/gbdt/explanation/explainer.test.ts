import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExplainer } from '../../../../src/models/gbdt/explanation/explainer.ts'
import type { Model } from '../../../../src/models/gbdt/prediction/forest.ts'
import { forestOf } from '../../../../src/models/gbdt/prediction/forest-of.ts'
import { createPredictor } from '../../../../src/models/gbdt/prediction/predictor.ts'
import { plainShap } from '../../../support/gbdt/plain-shap.ts'
import { turningPoints } from '../../../support/gbdt/plain-walk.ts'
import { columnsOf, modelOf, predictionCases, rowOf } from '../../../support/gbdt/predictions.ts'

/** XGBoost explains in float32, LightGBM in float64. */
const TOLERANCE = { xgboost: 2e-6, lightgbm: 1e-13 } as const

const UNKNOWN = 'xgboost-reg-expectileerror.json'
const CASES = predictionCases().filter(({ file }) => file !== UNKNOWN)

/** Largest difference, as a share of the largest value. */
function distance(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  const scale = Math.max(1e-3, ...Array.from(theirs, Math.abs))
  return Math.max(0, ...Array.from(ours, (value, i) => Math.abs(value - theirs[i]!))) / scale
}

describe('official SHAP values', () => {
  it.each(CASES)('$file', (official) => {
    const model = modelOf(official)
    const matrix = columnsOf(official.x, official.rows, model.library)
    const ours = createExplainer(model).explain(matrix)
    expect(ours).toHaveLength(official.shap.length)
    expect(distance(ours, official.shap)).toBeLessThan(TOLERANCE[model.library])
  })
})

const FILES = [
  'xgboost-missing.json',
  'xgboost-multi-softprob.json',
  'lightgbm-missing.txt',
  'lightgbm-categories.txt',
]
const MODELS = FILES.map((file) => ({ file, model: modelOf(CASES.find((one) => one.file === file)!) }))

function rowsAtTurns(model: Model): fc.Arbitrary<number[][]> {
  const features = turningPoints(model).map((points) => fc.constantFrom(...points))
  return fc.array(fc.tuple(...features), { minLength: 1, maxLength: 10 })
}

describe.each(MODELS)('explanations of $file', ({ model }) => {
  const explainer = createExplainer(model)
  const predictor = createPredictor(model)
  const { intercepts } = forestOf(model)
  const stride = explainer.featureCount + 1

  it('are the Shapley values of the definition', () => {
    fc.assert(
      fc.property(rowsAtTurns(model), ([row]) => {
        const plain = plainShap(model, row!)
        intercepts.forEach((intercept, k) => {
          plain[(k + 1) * stride - 1]! += intercept
        })
        expect(distance(explainer.row(row!), plain)).toBeLessThan(model.library === 'lightgbm' ? 1e-12 : 1e-6)
      }),
      { numRuns: 20 },
    )
  })

  it('sum to the margin', () => {
    fc.assert(
      fc.property(rowsAtTurns(model), (rows) => {
        for (const row of rows) {
          const values = explainer.row(row)
          predictor.rowMargins(row).forEach((margin, k) => {
            const sum = values.slice(k * stride, (k + 1) * stride).reduce((a, b) => a + b)
            expect(Math.abs(sum - margin)).toBeLessThan(
              TOLERANCE[model.library] * Math.max(1, Math.abs(margin)),
            )
          })
        }
      }),
    )
  })

  it('are the same for one row and for many, in any order and number of parts', () => {
    fc.assert(
      fc.property(rowsAtTurns(model), (rows) => {
        const matrix = columnsOf(rows.flat(), rows.length, 'lightgbm')
        const batch = explainer.explain(matrix)
        const single = rows.flatMap((_, row) => [...explainer.row(rowOf(matrix, row))])
        expect([...batch]).toEqual(single)
        expect([...explainer.explain(matrix, [1, rows.length])]).toEqual(
          single.slice(explainer.classes * stride),
        )
      }),
    )
  })

  it('need as many features as the model', () => {
    expect(() => explainer.row([1])).toThrow(`fitted to ${explainer.featureCount} features, got 1`)
  })
})
