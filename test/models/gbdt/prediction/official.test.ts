import { describe, expect, it } from 'vitest'
import { linkOf } from '../../../../src/models/gbdt/prediction/link.ts'
import { createPredictor } from '../../../../src/models/gbdt/prediction/predictor.ts'
import { columnsOf, modelOf, predictionCases, rowOf } from '../../../support/gbdt/predictions.ts'

/** Its transform is not known here. */
const UNKNOWN = 'xgboost-reg-expectileerror.json'
const CASES = predictionCases().filter(({ file }) => file !== UNKNOWN)

describe('official files predict as in the official library, to the bit', () => {
  it.each(CASES)('$file', (official) => {
    const model = modelOf(official)
    const matrix = columnsOf(official.x, official.rows, model.library)
    const predictor = createPredictor(model)
    expect([...predictor.margins(matrix)]).toEqual(official.margins)
    expect([...predictor.leaves(matrix)]).toEqual(official.leaves)
    if (linkOf(model).transform) expect([...predictor.predict(matrix)]).toEqual(official.predictions)
    const part = createPredictor(model, { rounds: official.part })
    if (official.partMargins.length > 0) expect([...part.margins(matrix)]).toEqual(official.partMargins)
  })

  it.each(CASES)('$file, row by row', (official) => {
    const model = modelOf(official)
    const matrix = columnsOf(official.x, official.rows, model.library)
    const predictor = createPredictor(model)
    const rows = Array.from({ length: official.rows }, (_, row) => rowOf(matrix, row))
    expect(rows.flatMap((row) => [...predictor.rowMargins(row)])).toEqual(official.margins)
    if (linkOf(model).transform) {
      expect(rows.flatMap((row) => [...predictor.row(row)])).toEqual(official.predictions)
    }
  })
})
