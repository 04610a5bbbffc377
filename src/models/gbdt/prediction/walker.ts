import type { FeatureColumn, FeatureMatrix } from '../feature-matrix.ts'
import type { Kernel } from '../kernel/kernel.ts'
import {
  WALK_BLOCK,
  WALK_BYTES,
  WALK_FROM,
  WALK_OUTPUT,
  WALK_ROWS,
  WALK_TO,
  WALK_TREES,
  WALK_VALUES,
  WALK_WIDTH,
} from '../kernel/layout/forest.ts'
import type { Forest } from './forest.ts'
import { readInput, readOne } from './inputs.ts'
import { type KeyBits, type LoadedForest, loadForest } from './loaded-forest.ts'

/** Keys of a block stay in the processor's near caches. */
const BLOCK_BYTES = 64 * 1024
const MIN_ROWS = 32
const MAX_ROWS = 512
/** Columns begin at different places of the cache, whatever the number of rows. */
const PADDING_ROWS = 16
const KEYS_AT_A_TIME = 4

/** A block of rows that walks down a forest, in the kernel's memory. */
export interface Walker {
  readonly loaded: LoadedForest
  readonly rowsPerBlock: number
  /** Where the keys lie, column-major, and the bytes between columns. */
  readonly block: number
  readonly columnBytes: number
  /** Reads `rows` rows of a matrix from a row on. */
  read(matrix: FeatureMatrix, from: number, rows: number): void
  /** Reads one row. */
  readRow(values: ArrayLike<number>): void
  /** The record that lets the rows that were read walk down trees [from, to). @returns its address */
  walk(from: number, to: number, target: WalkTarget): number
}

/** Where leaves find what they give, and where it goes. Addresses. */
interface WalkTarget {
  /** By slot of the leaf. */
  readonly values: number
  /** [rows × width] */
  readonly output: number
  readonly width: number
}

/** Rows of a block for a number of inputs. */
export function rowsPerBlock(inputs: number, bits: KeyBits): number {
  const rows = Math.floor(BLOCK_BYTES / (Math.max(1, inputs) * (bits / 8)))
  return Math.min(MAX_ROWS, Math.max(MIN_ROWS, rows & ~15))
}

export function createWalker(kernel: Kernel, forest: Forest, bits: KeyBits, rows: number): Walker {
  const { inputs } = forest
  const stride = rows === 1 ? KEYS_AT_A_TIME : rows + PADDING_ROWS
  const columnBytes = (stride * bits) / 8
  const cells = Math.max(1, inputs.length) * stride
  const block = kernel.take((cells * bits) / 8)
  const values: FeatureColumn = bits === 32 ? kernel.f32(block, cells) : kernel.f64(block, cells)
  const makeKeys = bits === 32 ? kernel.exports.makeKeys32 : kernel.exports.makeKeys64
  const loaded = loadForest(kernel, forest, bits, columnBytes)
  const recordAt = kernel.take(WALK_BYTES)
  const record = kernel.u32(recordAt, WALK_BYTES / 4)
  record[WALK_TREES / 4] = loaded.trees
  record[WALK_BLOCK / 4] = block
  let rowsRead = 0
  const finish = (count: number): void => {
    makeKeys(block, cells)
    rowsRead = count
  }
  return {
    loaded,
    rowsPerBlock: rows,
    block,
    columnBytes,
    read(matrix, from, count) {
      inputs.forEach((input, i) => {
        const target = values.subarray(i * stride, i * stride + count)
        readInput(input, matrix.columns[input.feature]!, from, target)
      })
      finish(count)
    },
    readRow(row) {
      inputs.forEach((input, i) => {
        values[i * stride] = readOne(input, row[input.feature]!)
      })
      finish(1)
    },
    walk(from, to, target) {
      record[WALK_FROM / 4] = from
      record[WALK_TO / 4] = to
      record[WALK_ROWS / 4] = rowsRead
      record[WALK_VALUES / 4] = target.values
      record[WALK_OUTPUT / 4] = target.output
      record[WALK_WIDTH / 4] = target.width
      return recordAt
    },
  }
}
