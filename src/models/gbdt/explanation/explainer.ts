import type { FeatureMatrix } from '../feature-matrix.ts'
import type { Kernel } from '../kernel/kernel.ts'
import {
  SHAP_BLOCK,
  SHAP_BYTES,
  SHAP_ON,
  SHAP_OUTPUT,
  SHAP_ROWS,
  SHAP_STATE,
  SHAP_TREE_COUNT,
  SHAP_TREES,
  SHAP_WIDTH,
} from '../kernel/layout/forest.ts'
import { checkFeatureCount, type Forest, type Model } from '../prediction/forest.ts'
import { forestOf } from '../prediction/forest-of.ts'
import type { KeyBits } from '../prediction/loaded-forest.ts'
import type { PredictorOptions } from '../prediction/predictor.ts'
import { checkRows, type RowRange } from '../prediction/row-range.ts'
import { createStations, overBlocks, type Station } from '../prediction/station.ts'
import { createWalker } from '../prediction/walker.ts'
import { loadShapTrees } from './shap-trees.ts'

/**
 * Why a model says what it says: how much each feature moves the margin of a row (TreeSHAP, path-dependent, as
 * both official libraries compute it: Lundberg, Erion, Lee 2018).
 *
 * Results are [rows × classes × (features + 1)], row-major; the last of each class is the expected margin, and
 * the row's margin is the sum of all.
 *
 * All methods throw QtError `usage` when the number of features is not the model's.
 */
export interface Explainer {
  readonly classes: number
  readonly featureCount: number
  explain(matrix: FeatureMatrix, rows?: RowRange): Float64Array
  /** One row: its features in order. [classes × (features + 1)] */
  row(values: ArrayLike<number>): Float64Array
}

/** @throws QtError `usage` when the model has no such rounds */
export function createExplainer(model: Model, { rounds }: PredictorOptions = {}): Explainer {
  const forest = forestOf(model, rounds)
  const width = forest.classes * (forest.featureCount + 1)
  const desks = createStations<Desk>(forest, (kernel, bits, rows) => createDesk(kernel, forest, bits, rows))
  return {
    classes: forest.classes,
    featureCount: forest.featureCount,
    explain(matrix, range) {
      const rows = checkRows(forest, matrix, range)
      const result = new Float64Array((rows[1] - rows[0]) * width)
      overBlocks(desks.for(matrix), matrix, rows, (desk, count, at) => {
        result.set(desk.explain(count), at * width)
      })
      return result
    },
    row(values) {
      checkFeatureCount(forest, values.length)
      const { walker, explain } = desks.forOne()
      walker.readRow(values)
      return explain(1).slice()
    },
  }
}

/** A walker and the explanations of the rows that it has read; views live until the next ones. */
interface Desk extends Station {
  readonly explain: (rows: number) => Float64Array
}

function createDesk(kernel: Kernel, forest: Forest, bits: KeyBits, blockRows: number): Desk {
  const walker = createWalker(kernel, forest, bits, blockRows)
  const trees = loadShapTrees(kernel, forest, walker.loaded.roots)
  const width = forest.classes * (forest.featureCount + 1)
  const output = kernel.take(walker.rowsPerBlock * width * 8)
  const values = kernel.f64(output, walker.rowsPerBlock * width)
  const recordAt = kernel.take(SHAP_BYTES)
  const record = kernel.u32(recordAt, SHAP_BYTES / 4)
  record[SHAP_TREES / 4] = trees.address
  record[SHAP_TREE_COUNT / 4] = forest.trees.length
  record[SHAP_BLOCK / 4] = walker.block
  record[SHAP_OUTPUT / 4] = output
  record[SHAP_WIDTH / 4] = width * 8
  record[SHAP_STATE / 4] = kernel.take(trees.stateBytesMost)
  record[SHAP_ON / 4] = kernel.take(trees.nodesMost * 4)
  const start = startOf(forest, trees.expected)
  const run = bits === 32 ? kernel.exports.explainNarrow : kernel.exports.explainWide
  return {
    walker,
    explain(rows) {
      const result = values.subarray(0, rows * width)
      for (let row = 0; row < rows; row++) result.set(start, row * width)
      record[SHAP_ROWS / 4] = rows
      run(recordAt)
      return result
    },
  }
}

/** A row's result before any tree: zeros, and the expected margin of each class. */
function startOf(forest: Forest, expected: Float64Array): Float64Array {
  const stride = forest.featureCount + 1
  const start = new Float64Array(forest.classes * stride)
  forest.intercepts.forEach((intercept, k) => {
    start[(k + 1) * stride - 1] = intercept + expected[k]!
  })
  return start
}
