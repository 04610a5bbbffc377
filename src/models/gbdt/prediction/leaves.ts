import type { Kernel } from '../kernel/kernel.ts'
import type { Forest } from './forest.ts'
import { forEachLeaf } from './sums.ts'
import type { Walker } from './walker.ts'

/** Trees that tell their leaves in one go: the block of results stays small for any number of trees. */
const TREES_AT_A_TIME = 64

/** Official numbers of leaves. */
export interface Leaves {
  /** Leaves of the rows that the walker has read, into `result`: [rows × trees] */
  tell(rows: number, result: Int32Array): void
}

export function createLeaves(kernel: Kernel, forest: Forest, walker: Walker): Leaves {
  const trees = forest.trees.length
  const width = Math.min(trees, TREES_AT_A_TIME)
  const output = kernel.take(walker.rowsPerBlock * width * 4)
  const block = kernel.i32(output, walker.rowsPerBlock * width)
  const values = writeLabels(kernel, forest, walker.loaded.firstSlots[trees]!)
  const { tellNarrowLeaves, tellWideLeaves } = kernel.exports
  const tell = walker.loaded.bits === 32 ? tellNarrowLeaves : tellWideLeaves
  return {
    tell(rows, result) {
      for (let from = 0; from < trees; from += width) {
        const to = Math.min(trees, from + width)
        tell(walker.walk(from, to, { values, output, width }))
        for (let row = 0; row < rows; row++) {
          result.set(block.subarray(row * width, row * width + to - from), row * trees + from)
        }
      }
    },
  }
}

/** @returns the address of the labels by slot */
function writeLabels(kernel: Kernel, forest: Forest, slots: number): number {
  const at = kernel.take(slots * 4)
  const labels = kernel.i32(at, slots)
  forEachLeaf(forest, (tree, node, slot) => {
    labels[slot] = forest.trees[tree]!.labels[node]!
  })
  return at
}
