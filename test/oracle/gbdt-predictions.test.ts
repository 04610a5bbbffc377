import { expect, test } from 'vitest'
import type { FeatureMatrix } from '../../src/models/gbdt/feature-matrix.ts'
import { parseLightgbmText } from '../../src/models/gbdt/lightgbm/file/text.ts'
import { createPredictor, type Predictor } from '../../src/models/gbdt/prediction/predictor.ts'
import { parseXgboostJson } from '../../src/models/gbdt/xgboost/file/json.ts'
import { casesOf, type GbdtCase } from '../support/gbdt/cases.ts'
import { worstOf } from '../support/gbdt/compare-models.ts'
import { ulps32, ulps64 } from '../support/gbdt/ulps.ts'

/** Official models on the data of their cases: our margins, predictions and leaves against the official ones. */

const CASES = [...casesOf('xgboost'), ...casesOf('lightgbm')]

test.each(CASES.map((one) => [one.library, one.group, one.name, one] as const))(
  '%s %s, %s',
  (library, _g, _n, one) => {
    const { official } = one
    const predictor = predictorOf(one)
    const matrix = headOf(one, official.margins.length / predictor.classes)
    const ulps = library === 'xgboost' ? ulps32 : ulps64
    expect(worstOf(predictor.margins(matrix), official.margins, ulps, 'value')).toBeUndefined()
    expect(worstOf(predictor.predict(matrix), official.predictions, ulps, 'value')).toBeUndefined()
    expect([...predictor.leaves(matrix)]).toEqual(official.leaves)
    expect([...firstRow(predictor, matrix)]).toEqual([...predictor.margins(matrix, [0, 1])])
  },
)

function predictorOf({ library, official }: GbdtCase): Predictor {
  return createPredictor(
    library === 'xgboost' ? parseXgboostJson(official.model) : parseLightgbmText(official.model),
  )
}

/** The rows that the official library was asked for. */
function headOf(one: GbdtCase, rows: number): FeatureMatrix {
  return { columns: one.train().columns.map((column) => column.subarray(0, rows)) }
}

const firstRow = (predictor: Predictor, { columns }: FeatureMatrix) =>
  predictor.rowMargins(columns.map((column) => column[0]!))
