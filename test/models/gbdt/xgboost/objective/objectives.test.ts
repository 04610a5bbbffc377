import { expect, test } from 'vitest'
import { OBJECTIVES } from '../../../../../src/models/gbdt/xgboost/objective/objectives.ts'
import { resolveXgboostParams } from '../../../../../src/models/gbdt/xgboost/params.ts'

// From model files of XGBoost 3.4.1.
test.each([
  [2.5, '2.5'],
  [0.1, '0.100000001'],
  [1e-5, '9.99999975e-06'],
  [12345678, '12345678'],
  [1e9, '1e+09'],
])('a weight of positive rows of %d is %s in the file', (scalePosWeight, text) => {
  const params = resolveXgboostParams({ objective: 'binary:logistic', scalePosWeight })
  expect(OBJECTIVES['binary:logistic'].fileParams(params)).toEqual({ scale_pos_weight: text })
})
