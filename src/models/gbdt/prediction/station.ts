import type { FeatureMatrix } from '../feature-matrix.ts'
import { createKernel, type Kernel } from '../kernel/kernel.ts'
import type { Forest } from './forest.ts'
import type { KeyBits } from './loaded-forest.ts'
import { once } from './once.ts'
import type { RowRange } from './row-range.ts'
import { rowsPerBlock, type Walker } from './walker.ts'

/** Where blocks of rows pass: a walker, and whatever is made of its walks. */
export interface Station {
  readonly walker: Walker
}

/** Stations over one kernel, made when they are first needed. */
interface Stations<S extends Station> {
  for(matrix: FeatureMatrix): S
  /** For single rows. */
  forOne(): S
}

/** @param make a station for keys of a width and blocks of a number of rows */
export function createStations<S extends Station>(
  forest: Forest,
  make: (kernel: Kernel, bits: KeyBits, rows: number) => S,
): Stations<S> {
  const kernel = createKernel()
  const inputs = forest.inputs.length
  const narrow = once(() => make(kernel, 32, rowsPerBlock(inputs, 32)))
  const wide = once(() => make(kernel, 64, rowsPerBlock(inputs, 64)))
  // Numbers of any precision may come, and float64 holds them all; XGBoost rounds to float32 anyway.
  const single = once(() => make(kernel, forest.library === 'xgboost' ? 32 : 64, 1))
  return {
    for: (matrix) => (keyBitsOf(forest, matrix) === 32 ? narrow() : wide()),
    forOne: single,
  }
}

/** XGBoost computes in float32; LightGBM in float64, which float32 columns do not need. */
function keyBitsOf(forest: Forest, { columns }: FeatureMatrix): KeyBits {
  if (forest.library === 'xgboost') return 32
  return columns.every((column) => column instanceof Float32Array) ? 32 : 64
}

/** Lets rows pass a station, block by block; `at` counts from the first row asked for. */
export function overBlocks<S extends Station>(
  station: S,
  matrix: FeatureMatrix,
  [from, to]: RowRange,
  visit: (station: S, rows: number, at: number) => void,
): void {
  const { walker } = station
  for (let row = from; row < to; row += walker.rowsPerBlock) {
    const rows = Math.min(walker.rowsPerBlock, to - row)
    walker.read(matrix, row, rows)
    visit(station, rows, row - from)
  }
}
