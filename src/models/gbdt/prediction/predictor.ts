import { QtError } from '../../../core/error.ts'
import type { FeatureMatrix } from '../feature-matrix.ts'
import { checkFeatureCount, type Forest, type Model } from './forest.ts'
import { forestOf } from './forest-of.ts'
import { createLeaves, type Leaves } from './leaves.ts'
import { linkOf } from './link.ts'
import { once } from './once.ts'
import type { RoundRange } from './rounds.ts'
import { checkRows, type RowRange } from './row-range.ts'
import { createStations, overBlocks, type Station } from './station.ts'
import { createSums, type Predictions, type Sums } from './sums.ts'
import { createWalker } from './walker.ts'

export interface PredictorOptions {
  /** Only the trees of these rounds. Absent: all, also those after the best round. */
  readonly rounds?: RoundRange
}

/**
 * What a model says of rows: the same bits as the official library, for many rows or for one.
 *
 * Results are float32 of XGBoost and float64 of LightGBM, [rows × classes], row-major. NaN is a missing value,
 * infinities are numbers. Memory is bounded: rows pass through in blocks.
 *
 * All methods throw QtError `usage` when the number of features is not the model's.
 */
export interface Predictor {
  readonly classes: number
  readonly featureCount: number
  readonly treeCount: number
  /** Sums of the trees, before the objective's transform. */
  margins(matrix: FeatureMatrix, rows?: RowRange): Predictions
  /** Probabilities, or what else the objective makes of margins. @throws QtError `usage` for an unknown one */
  predict(matrix: FeatureMatrix, rows?: RowRange): Predictions
  /** The official number of the leaf that each row falls into. [rows × trees] */
  leaves(matrix: FeatureMatrix, rows?: RowRange): Int32Array
  /** Prediction of one row: its features in order. [classes] */
  row(values: ArrayLike<number>): Predictions
  /** Margins of one row. [classes] */
  rowMargins(values: ArrayLike<number>): Predictions
}

/** @throws QtError `usage` when the model has no such rounds */
export function createPredictor(model: Model, { rounds }: PredictorOptions = {}): Predictor {
  const forest = forestOf(model, rounds)
  const link = linkOf(model)
  const stations = createStations<PredictionStation>(forest, (kernel, bits, rows) => {
    const walker = createWalker(kernel, forest, bits, rows)
    const sums = createSums(kernel, forest, link, walker)
    return { walker, sums, leaves: once(() => createLeaves(kernel, forest, walker)) }
  })
  const { classes, featureCount } = forest
  const treeCount = forest.trees.length
  const checkObjective = () => {
    if (!link.transform) throw unknownObjective(model)
  }
  const batch = (matrix: FeatureMatrix, range: RowRange | undefined, compute: Compute) => {
    const rows = checkRows(forest, matrix, range)
    const result = emptyPredictions(forest, rows[1] - rows[0])
    overBlocks(stations.for(matrix), matrix, rows, (station, count, at) => {
      result.set(compute(station, count), at * classes)
    })
    return result
  }
  const one = (values: ArrayLike<number>, compute: Compute) => {
    checkFeatureCount(forest, values.length)
    const station = stations.forOne()
    station.walker.readRow(values)
    return compute(station, 1).slice()
  }
  return {
    classes,
    featureCount,
    treeCount,
    margins: (matrix, range) => batch(matrix, range, marginsOf),
    predict(matrix, range) {
      checkObjective()
      return batch(matrix, range, predictionsOf)
    },
    leaves(matrix, range) {
      const rows = checkRows(forest, matrix, range)
      const result = new Int32Array((rows[1] - rows[0]) * treeCount)
      overBlocks(stations.for(matrix), matrix, rows, (station, count, at) => {
        station.leaves().tell(count, result.subarray(at * treeCount))
      })
      return result
    },
    row(values) {
      checkObjective()
      return one(values, predictionsOf)
    },
    rowMargins: (values) => one(values, marginsOf),
  }
}

interface PredictionStation extends Station {
  readonly sums: Sums
  readonly leaves: () => Leaves
}

/** Results of the rows that a station has read; the view lives until it reads again. */
type Compute = (station: PredictionStation, rows: number) => Predictions

const marginsOf: Compute = (station, rows) => station.sums.margins(rows)
const predictionsOf: Compute = (station, rows) => station.sums.predictions(rows)

function emptyPredictions(forest: Forest, rows: number): Predictions {
  const length = rows * forest.classes
  return forest.library === 'xgboost' ? new Float32Array(length) : new Float64Array(length)
}

function unknownObjective({ library, objective }: Model): QtError {
  return new QtError(
    'usage',
    `${library} objective ${JSON.stringify(objective)}: not known how it turns margins into predictions`,
    'take the margins',
  )
}
