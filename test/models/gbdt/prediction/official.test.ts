import { describe, expect, it } from 'vitest'
import { linkOf } from '../../../../src/models/gbdt/prediction/link.ts'
import { createPredictor } from '../../../../src/models/gbdt/prediction/predictor.ts'
import { casesOf, type Library } from '../../../support/gbdt-cases.ts'
import { columnsOf, modelOf, parseModel, predictionCases, rowOf } from '../../../support/gbdt-predictions.ts'

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

describe.each<Library>(['xgboost', 'lightgbm'])(
  'official models of %s predict their training data',
  (library) => {
    it.each(casesOf(library))('$group: $name', ({ official, train }) => {
      const model = parseModel(official.model)
      const predictor = createPredictor(model)
      const set = train()
      const rows: [number, number] = [0, official.margins.length / predictor.classes]
      expect([...predictor.margins(set, rows)]).toEqual([...rounded(official.margins, library)])
      expect([...predictor.predict(set, rows)]).toEqual([...rounded(official.predictions, library)])
      expect([...predictor.leaves(set, rows)]).toEqual(official.leaves)
    })
  },
)

function rounded(values: readonly number[], library: Library): Float32Array | Float64Array {
  return library === 'xgboost' ? Float32Array.from(values) : Float64Array.from(values)
}
