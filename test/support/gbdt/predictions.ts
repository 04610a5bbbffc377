import type { FeatureMatrix } from '../../../src/models/gbdt/feature-matrix.ts'
import { parseLightgbmText } from '../../../src/models/gbdt/lightgbm/file/text.ts'
import type { Model } from '../../../src/models/gbdt/prediction/forest.ts'
import { parseXgboostJson } from '../../../src/models/gbdt/xgboost/file/json.ts'
import { officialText } from './files.ts'
import { GOLDEN, readGolden } from './golden.ts'

/** What an official library says of some rows with one of the files in golden/gbdt/files. */
interface PredictionCase {
  readonly file: string
  readonly rows: number
  /** [rows × features] */
  readonly x: readonly number[]
  readonly margins: readonly number[]
  readonly predictions: readonly number[]
  readonly leaves: readonly number[]
  readonly shap: readonly number[]
  readonly importances: Readonly<Record<string, Readonly<Record<string, number>> | readonly number[]>>
  /** Rounds [from, to) and their margins. */
  readonly part: readonly [number, number]
  readonly partMargins: readonly number[]
}

/** Official answers about the files of the format tests. */
export function predictionCases(): PredictionCase[] {
  return readGolden(new URL('predictions.json.gz', GOLDEN)) as PredictionCase[]
}

export function modelOf({ file }: PredictionCase): Model {
  return parseModel(officialText(file))
}

/** A model of either library. */
export function parseModel(text: string): Model {
  return text.startsWith('{') ? parseXgboostJson(text) : parseLightgbmText(text)
}

/** Rows of numbers as columns; float32 for XGBoost, which rounds anyway. */
export function columnsOf(x: readonly number[], rows: number, library: Model['library']): FeatureMatrix {
  const Column = library === 'xgboost' ? Float32Array : Float64Array
  const features = x.length / rows
  const columnOf = (feature: number) => new Column(x.filter((_, at) => at % features === feature))
  return { columns: Array.from({ length: features }, (_, feature) => columnOf(feature)) }
}

/** One row of a matrix. */
export function rowOf({ columns }: FeatureMatrix, row: number): number[] {
  return columns.map((column) => column[row]!)
}
