import type { GradientSums } from '../../growth/gradient-sums.ts'
import type { RowRange } from '../../growth/row-range.ts'
import type { Split } from '../../growth/split.ts'

/** A leaf of the tree that grows. */
export interface Leaf {
  /** Number of its node. */
  readonly node: number
  readonly depth: number
  readonly sums: GradientSums
  readonly range: RowRange
  /** Address; 0: none. */
  histogram: number
  split?: Split
}
