import { QtError } from '../../../../core/error.ts'
import type { FeatureColumn, FeatureMatrix } from '../../feature-matrix.ts'
import { rowsOf } from '../../feature-matrix.ts'
import { ALONE, type Crew } from '../../kernel/crew.ts'
import { createKernel, type Kernel } from '../../kernel/kernel.ts'
import {
  CUTS_BYTES,
  CUTS_COUNTS,
  CUTS_FEATURES,
  CUTS_LIMIT,
  CUTS_MAX_BIN,
  CUTS_MISSING,
  CUTS_ROWS,
  CUTS_SCRATCH,
  CUTS_SCRATCH_BYTES,
  CUTS_TO,
  CUTS_VALUES,
  CUTS_WEIGHTS,
  ENTRY_BYTES,
  OP_XGBOOST_CUTS,
  SKETCH_LEVELS,
} from '../../kernel/layout/xgboost.ts'
import { sketchLimit } from './sketch-limit.ts'

/** Where a feature's values are cut into bins. */
export interface FeatureCuts {
  /** Ascending; bin b holds values below cut b and not below cut b − 1. The last cut is above all values. */
  readonly cuts: Float32Array
  readonly hasMissing: boolean
}

export interface CutOptions {
  readonly maxBin: number
  /** Rows that the cuts are made from; absent: all. */
  readonly rows?: Uint32Array | undefined
  /** Weight of each row of the matrix. */
  readonly weights?: ArrayLike<number> | undefined
  readonly crew?: Crew | undefined
}

/** Columns that the kernel holds at a time: few, so that it needs little memory. */
const BLOCK_FEATURES = 8

/** Room for the header, the counters and the sizes of levels of a sketch. */
const SKETCH_FIXED_BYTES = 32_768

/**
 * Quantile cuts of each feature: at most `maxBin` bins, even in weight, by XGBoost's sketch (3.3 and later).
 *
 * @throws QtError `usage` for an infinite value
 */
export function quantileCuts(matrix: FeatureMatrix, options: CutOptions): FeatureCuts[] {
  const count = options.rows?.length ?? rowsOf(matrix)
  const sketcher = new Sketcher(count, options)
  const cuts: FeatureCuts[] = []
  for (let from = 0; from < matrix.columns.length; from += BLOCK_FEATURES) {
    cuts.push(...sketcher.cut(matrix.columns.slice(from, from + BLOCK_FEATURES), from))
  }
  return cuts
}

/** One kernel that cuts block after block of columns. */
class Sketcher {
  readonly #kernel: Kernel = createKernel()
  readonly #record: number
  readonly #count: number
  readonly #maxBin: number
  readonly #rows: Uint32Array | undefined
  readonly #crew: Crew

  constructor(count: number, { maxBin, rows, weights, crew = ALONE }: CutOptions) {
    this.#count = count
    this.#maxBin = maxBin
    this.#rows = rows
    this.#crew = crew
    this.#record = this.#kernel.take(CUTS_BYTES)
    this.#takeRoom()
    if (weights) this.#set(CUTS_WEIGHTS, this.#loadWeights(weights))
  }

  #takeRoom(): void {
    const kernel = this.#kernel
    const limit = sketchLimit(this.#count, this.#maxBin)
    // Queue and spare take 32 bytes an entry of a level, three summaries twice their entries, levels theirs.
    const scratchBytes = SKETCH_FIXED_BYTES + limit * (32 + (6 + SKETCH_LEVELS) * ENTRY_BYTES)
    this.#set(CUTS_ROWS, this.#count)
    this.#set(CUTS_MAX_BIN, this.#maxBin)
    this.#set(CUTS_LIMIT, limit)
    this.#set(CUTS_VALUES, kernel.take(BLOCK_FEATURES * this.#count * 4))
    this.#set(CUTS_TO, kernel.take(BLOCK_FEATURES * this.#maxBin * 4))
    this.#set(CUTS_COUNTS, kernel.take(BLOCK_FEATURES * 4))
    this.#set(CUTS_MISSING, kernel.take(BLOCK_FEATURES * 4))
    this.#set(CUTS_SCRATCH_BYTES, scratchBytes)
    this.#set(CUTS_SCRATCH, kernel.take(this.#crew.parts * scratchBytes))
  }

  #loadWeights(weights: ArrayLike<number>): number {
    const address = this.#kernel.take(this.#count * 4)
    gather(weights, this.#rows, this.#kernel.f32(address, this.#count))
    return address
  }

  #set(field: number, value: number): void {
    this.#kernel.u32(this.#record + field, 1)[0] = value
  }

  #get(field: number): number {
    return this.#kernel.u32(this.#record + field, 1)[0]!
  }

  /** @param first number of the first column, for errors */
  cut(columns: readonly FeatureColumn[], first: number): FeatureCuts[] {
    const kernel = this.#kernel
    for (const [f, column] of columns.entries()) {
      const values = kernel.f32(this.#get(CUTS_VALUES) + f * this.#count * 4, this.#count)
      gather(column, this.#rows, values)
      checkFinite(values, first + f, this.#rows)
    }
    this.#set(CUTS_FEATURES, columns.length)
    this.#crew.perform(kernel, OP_XGBOOST_CUTS, this.#record)
    const counts = kernel.u32(this.#get(CUTS_COUNTS), columns.length)
    const missing = kernel.u32(this.#get(CUTS_MISSING), columns.length)
    return columns.map((_, f) => ({
      cuts: kernel.f32(this.#get(CUTS_TO) + f * this.#maxBin * 4, counts[f]!).slice(),
      hasMissing: missing[f]! > 0,
    }))
  }
}

/** Copies values, all or those of some rows. */
function gather(values: ArrayLike<number>, rows: Uint32Array | undefined, target: Float32Array): void {
  if (!rows) target.set(values)
  else for (let i = 0; i < rows.length; i++) target[i] = values[rows[i]!]!
}

function checkFinite(values: Float32Array, feature: number, rows: Uint32Array | undefined): void {
  const at = indexOfInfinity(values)
  if (at < 0) return
  const row = rows ? rows[at]! : at
  const hint = 'values must be finite as float32; NaN is a missing one'
  throw new QtError('usage', `feature ${feature} of row ${row} is ${values[at]}`, hint)
}

function indexOfInfinity(values: Float32Array): number {
  const above = values.indexOf(Number.POSITIVE_INFINITY)
  return above >= 0 ? above : values.indexOf(Number.NEGATIVE_INFINITY)
}
