/** A fitted LightGBM booster: what its official text file says, field by field. */

/** Missing values of a split's feature: none seen, zeros, NaN (bits 2–3 of `decisionType`). */
export const MISSING = { none: 0, zero: 1, nan: 2 } as const

/** Inner nodes and leaves are numbered apart; a child < 0 is the leaf ~child. */
export interface LightgbmTree {
  readonly leafCount: number
  readonly numCat: number
  /** [leaves − 1], as are the next ones. */
  readonly splitFeature: Int32Array
  readonly splitGain: Float32Array
  /** Left iff x ≤ threshold; for a categorical split the index into `catBoundaries`. */
  readonly threshold: Float64Array
  /** Bit 0 categorical, bit 1 missing goes left, bits 2–3 kind of missing. */
  readonly decisionType: Uint8Array
  readonly leftChild: Int32Array
  readonly rightChild: Int32Array
  readonly internalValue: Float64Array
  readonly internalWeight: Float64Array
  readonly internalCount: Int32Array
  /** [leaves], as are the next ones. Learning rate included. */
  readonly leafValue: Float64Array
  /** Sum of hessians; the official library writes none where a tree is one leaf: empty then. */
  readonly leafWeight: Float64Array
  readonly leafSampleCount: Int32Array
  /** Where the sets of categories begin in `catThreshold`, and the end; empty without any. [numCat + 1] */
  readonly catBoundaries: Int32Array
  /** Bit words: bit b of word w stands for category 32 · w + b of its set. */
  readonly catThreshold: Uint32Array
  readonly shrinkage: number
}

export interface LightgbmModel {
  readonly library: 'lightgbm'
  /** Of the file format: `v4`; empty when the file does not say. */
  readonly version: string
  readonly numClass: number
  readonly treesPerIteration: number
  readonly labelIndex: number
  /** The whole line: `regression`, `binary sigmoid:1`, `multiclass num_class:3`. Empty: unknown, raw scores. */
  readonly objective: string
  /** Random forests: the output is the mean of the trees. */
  readonly averageOutput: boolean
  readonly featureNames: readonly string[]
  /** `[min:max]`, `none`, or `a:b:c`. [features] */
  readonly featureInfos: readonly string[]
  readonly monotoneConstraints: readonly number[]
  readonly trees: readonly LightgbmTree[]
  /** Lines of the block `parameters:`, as `[name: value]`; absent when the file has none. */
  readonly parameters?: readonly string[]
  /**
   * Lines `name=number` of the block `feature_importances:` where they are not the split counts of the trees:
   * saved as gains, or of a slice of a longer model.
   */
  readonly importanceLines?: readonly string[]
  /** The line that follows the parameters (`pandas_categorical:null`), as is. */
  readonly tail?: string
}
