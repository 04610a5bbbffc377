/** Sums of gradients and hessians, float64. */
export interface Sums {
  readonly gradient: number
  readonly hessian: number
}

/** A split that was found. */
export interface Split {
  /** float32 */
  readonly gain: number
  readonly feature: number
  /** Bins up to this go left; −1: only missing values do. */
  readonly bin: number
  readonly isDefaultLeft: boolean
  readonly left: Sums
  readonly right: Sums
}

/** Rows of a leaf in the kernel: addresses of their numbers and of their (gradient, hessian) pairs, aligned. */
export interface RowRange {
  readonly rows: number
  readonly pairs: number
  readonly count: number
  /** Which of the two places that partitioning moves between holds them; the root's are in neither. */
  readonly place: 'root' | 'even' | 'odd'
  /** Position of the first row in its place. */
  readonly first: number
}

/** A leaf of the tree that grows. */
export interface Leaf {
  /** Number of its node. */
  readonly node: number
  readonly depth: number
  readonly sums: Sums
  readonly range: RowRange
  /** Address; 0: none. */
  histogram: number
  split?: Split
}
