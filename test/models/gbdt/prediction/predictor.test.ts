import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FeatureMatrix } from '../../../../src/models/gbdt/feature-matrix.ts'
import type { Model } from '../../../../src/models/gbdt/prediction/forest.ts'
import { createPredictor, type Predictor } from '../../../../src/models/gbdt/prediction/predictor.ts'
import { bestRounds } from '../../../../src/models/gbdt/prediction/rounds.ts'
import type { XgboostModel } from '../../../../src/models/gbdt/xgboost/model.ts'
import { plainLeaves, turningPoints } from '../../../support/gbdt/plain-walk.ts'
import { modelOf, predictionCases, rowOf } from '../../../support/gbdt/predictions.ts'

const FILES = [
  'xgboost-missing.json',
  'xgboost-categories.json',
  'xgboost-multi-softprob.json',
  'xgboost-minus-infinity.json',
  'lightgbm-missing.txt',
  'lightgbm-categories.txt',
  'lightgbm-multiclass.txt',
  'lightgbm-zero-as-missing.txt',
]
const CASES = predictionCases()
const MODELS = FILES.map((file) => ({ file, model: modelOf(CASES.find((one) => one.file === file)!) }))

/** Rows of numbers at which decisions turn. */
function rowsAtTurns(model: Model, most = 40): fc.Arbitrary<number[][]> {
  const features = turningPoints(model).map((points) => fc.constantFrom(...points))
  return fc.array(fc.tuple(...features), { minLength: 1, maxLength: most })
}

function matrixOf(
  rows: readonly (readonly number[])[],
  Column: typeof Float64Array | typeof Float32Array,
): FeatureMatrix {
  return { columns: rows[0]!.map((_, feature) => new Column(rows.map((row) => row[feature]!))) }
}

describe.each(MODELS)('$file', ({ model }) => {
  const predictor = createPredictor(model)

  it('takes the turns of a walk node by node', () => {
    fc.assert(
      fc.property(rowsAtTurns(model), (rows) => {
        const leaves = predictor.leaves(matrixOf(rows, Float64Array))
        expect([...leaves]).toEqual(rows.flatMap((row) => plainLeaves(model, row)))
      }),
    )
  })

  it('says the same of float32 and float64 columns that hold the same numbers', () => {
    fc.assert(
      fc.property(rowsAtTurns(model), (rows) => {
        const narrow = matrixOf(rows, Float32Array)
        const wide = { columns: narrow.columns.map((column) => Float64Array.from(column)) }
        expect(predictor.predict(wide)).toEqual(predictor.predict(narrow))
        expect(predictor.leaves(wide)).toEqual(predictor.leaves(narrow))
      }),
    )
  })

  it('says the same of one row as of many', () => {
    fc.assert(
      fc.property(rowsAtTurns(model), (rows) => {
        const batch = predictor.predict(matrixOf(rows, Float64Array))
        expect(rows.flatMap((row) => [...predictor.row(row)])).toEqual([...batch])
      }),
    )
  })

  it('does not care about the order of rows, nor into how many parts they fall', () => {
    fc.assert(
      fc.property(rowsAtTurns(model), fc.nat(), (rows, cut) => {
        const matrix = matrixOf(rows, Float64Array)
        const whole = predictor.margins(matrix)
        const at = cut % (rows.length + 1)
        const parts = [predictor.margins(matrix, [0, at]), predictor.margins(matrix, [at, rows.length])]
        expect(parts.flatMap((part) => [...part])).toEqual([...whole])
        const turned = matrixOf(rows.toReversed(), Float64Array)
        expect(chunks(predictor.margins(turned), predictor)).toEqual(chunks(whole, predictor).reverse())
      }),
    )
  })

  it('says the same of a row wherever it stands in blocks', () => {
    const [rows] = fc.sample(rowsAtTurns(model, 8), { numRuns: 1, seed: 5 })
    const many = Array.from({ length: 1500 }, (_, i) => rows![i % rows!.length]!)
    const few = chunks(predictor.predict(matrixOf(rows!, Float64Array)), predictor)
    const all = chunks(predictor.predict(matrixOf(many, Float64Array)), predictor)
    expect(all).toEqual(many.map((_, i) => few[i % few.length]))
  })
})

function chunks(values: ArrayLike<number>, { classes }: Predictor): number[][] {
  const flat = Array.from(values)
  return Array.from({ length: flat.length / classes }, (_, row) =>
    flat.slice(row * classes, (row + 1) * classes),
  )
}

describe('a predictor', () => {
  const { model } = MODELS[0]!
  const predictor = createPredictor(model)
  const matrix = (features: number, rows = 2) => ({
    columns: Array.from({ length: features }, () => new Float32Array(rows)),
  })

  it('names both numbers when features do not fit', () => {
    const wanted = predictor.featureCount
    const message = `the model was fitted to ${wanted} features, got ${wanted + 1}`
    expect(() => predictor.predict(matrix(wanted + 1))).toThrow(message)
    expect(() => predictor.leaves(matrix(wanted + 1))).toThrow(message)
    expect(() => predictor.row(rowOf(matrix(wanted + 1), 0))).toThrow(message)
  })

  it('refuses rows and rounds that are not there', () => {
    expect(() => predictor.margins(matrix(predictor.featureCount), [1, 3])).toThrow(
      'rows [1, 3) asked of a matrix with 2 rows',
    )
    expect(() => createPredictor(model, { rounds: [2, 1] })).toThrow('rounds [2, 1) asked of a model with')
    expect(() => createPredictor(model, { rounds: [0, 1e6] })).toThrow('rounds [0, 1000000)')
  })

  it('takes no rows and no rounds', () => {
    expect(predictor.predict(matrix(predictor.featureCount, 0))).toEqual(new Float32Array(0))
    const none = createPredictor(model, { rounds: [0, 0] })
    const [margin] = none.margins(matrix(predictor.featureCount))
    expect(margin).toBe((model as XgboostModel).baseScore[0])
  })

  it.each(['xgboost-multi-softmax.json', 'xgboost-binary-hinge.json', 'lightgbm-cross_entropy_lambda.txt'])(
    'tells only margins of %s',
    (file) => {
      const odd = createPredictor(modelOf(CASES.find((one) => one.file === file)!))
      const rows = matrix(odd.featureCount)
      expect(odd.margins(rows)).toHaveLength(2 * odd.classes)
      expect(() => odd.predict(rows)).toThrow('not known how it turns margins into predictions')
    },
  )

  it('refuses an XGBoost objective whose intercept it cannot read', () => {
    const unknown = modelOf(CASES.find(({ file }) => file === 'xgboost-reg-expectileerror.json')!)
    expect(() => createPredictor(unknown)).toThrow('XGBoost objective "reg:expectileerror" is not known')
  })

  it('knows the rounds up to the best one', () => {
    const stopped = modelOf(CASES.find(({ file }) => file === 'xgboost-early-stopping.json')!) as XgboostModel
    const best = Number(stopped.attributes.best_iteration)
    expect(bestRounds(stopped)).toEqual([0, best + 1])
    expect(bestRounds(model as XgboostModel)).toBeUndefined()
  })
})
