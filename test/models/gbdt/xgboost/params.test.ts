import { expect, test } from 'vitest'
import { QtError } from '../../../../src/core/error.ts'
import { resolveXgboostParams } from '../../../../src/models/gbdt/xgboost/params.ts'

/** doc/parameter.rst of the official library; rounds as in xgboost.train. */
const DEFAULTS = {
  objective: 'reg:squarederror',
  rounds: 10,
  numClass: 0,
  learningRate: 0.3,
  maxDepth: 6,
  maxLeaves: 0,
  growPolicy: 'depthwise',
  lambda: 1,
  alpha: 0,
  gamma: 0,
  minChildWeight: 1,
  maxDeltaStep: 0,
  subsample: 1,
  colsampleByTree: 1,
  colsampleByLevel: 1,
  colsampleByNode: 1,
  maxBin: 256,
  scalePosWeight: 1,
  numParallelTree: 1,
  seed: 0,
  evalMetric: [],
}

test('what is not given has the official default', () => {
  expect(resolveXgboostParams({})).toEqual(DEFAULTS)
  const params = resolveXgboostParams({ maxDepth: 3, baseScore: 0.5 })
  expect(params).toEqual({ ...DEFAULTS, maxDepth: 3, baseScore: 0.5 })
})

test.each<[object, RegExp, RegExp]>([
  [{ depth: 3 }, /there is no depth/, /maxDepth/],
  [{ maxDepth: -1 }, /maxDepth: -1/, /integer 0/],
  [{ maxDepth: 2.5 }, /maxDepth: 2\.5/, /integer/],
  [{ rounds: 0 }, /rounds: 0/, /integer 1/],
  [{ learningRate: Number.NaN }, /learningRate: NaN/, /number ≥ 0/],
  [{ lambda: '1' }, /lambda: "1"/, /number ≥ 0/],
  [{ alpha: Number.POSITIVE_INFINITY }, /alpha: Infinity/, /number ≥ 0/],
  [{ subsample: 0 }, /subsample: 0/, /above 0, at most 1/],
  [{ colsampleByNode: 1.1 }, /colsampleByNode: 1\.1/, /above 0, at most 1/],
  [{ maxBin: 1 }, /maxBin: 1/, /integer 2/],
  [{ objective: 'reg:linear' }, /objective: "reg:linear"/, /reg:squarederror, binary:logistic/],
  [{ growPolicy: 'leafwise' }, /growPolicy: "leafwise"/, /depthwise, lossguide/],
  [{ evalMetric: ['rmse', 'map'] }, /evalMetric: "map"/, /rmse, logloss, error, auc/],
  [{ evalMetric: 'auc' }, /evalMetric: "auc"/, /list/],
  [{ evalMetric: ['merror'] }, /evalMetric: "merror"/, /rmse, logloss, error, auc with reg:squarederror/],
  [{ objective: 'multi:softprob' }, /numClass: 0/, /number of classes, ≥ 2/],
  [{ numClass: 3 }, /numClass: 3/, /0 with reg:squarederror/],
  [{ objective: 'binary:logistic', baseScore: 1 }, /baseScore: 1/, /probability/],
  [{ baseScore: Number.NaN }, /baseScore: NaN/, /finite/],
])('%j is refused, saying what is allowed', (partial, message, hint) => {
  const refusal = refusalOf(partial)
  expect(refusal.code).toBe('usage')
  expect(refusal.message).toMatch(message)
  expect(refusal.hint).toMatch(hint)
})

function refusalOf(partial: object): QtError {
  try {
    resolveXgboostParams(partial)
  } catch (error) {
    if (error instanceof QtError) return error
  }
  throw new Error(`${JSON.stringify(partial)} was not refused`)
}
