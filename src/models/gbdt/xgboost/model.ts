/** A fitted XGBoost booster: what its official JSON file says, member by member. */

export type XgboostObjectiveName = 'reg:squarederror' | 'binary:logistic' | 'multi:softprob'

/** Parent of a root. */
export const NO_PARENT = 2 ** 31 - 1

/** Nodes as parallel arrays, node 0 is the root; numbers of nodes grow in the order of the splits. */
export interface XgboostTree {
  /** −1 at leaves. [nodes] */
  readonly leftChildren: Int32Array
  readonly rightChildren: Int32Array
  /** `NO_PARENT` at the root. [nodes] */
  readonly parents: Int32Array
  /** Feature that a split looks at. [nodes] */
  readonly splitIndices: Int32Array
  /** A split: left iff x < condition. A leaf: its value, learning rate included. [nodes] */
  readonly splitConditions: Float32Array
  /** 1: missing values go left. [nodes] */
  readonly defaultLeft: Uint8Array
  /** Unscaled weight of a split node; the value of a leaf. [nodes] */
  readonly baseWeights: Float32Array
  /** Gain of the split. [nodes] */
  readonly lossChanges: Float32Array
  /** Cover: sum of hessians. [nodes] */
  readonly sumHessian: Float32Array
  /** Categorical splits (read, predicted with and written again; never trained here). */
  readonly categorical?: XgboostCategoricalSplits
  /** As in the file; 0 when nothing was pruned. */
  readonly numDeleted: number
}

/** A row goes right iff its category is among `categories[segments[i] … + sizes[i])` of its node `nodes[i]`. */
export interface XgboostCategoricalSplits {
  readonly categories: Int32Array
  readonly nodes: Int32Array
  readonly segments: Int32Array
  readonly sizes: Int32Array
  /** 1 where the split is categorical. [nodes of the tree] */
  readonly splitType: Uint8Array
}

export interface XgboostModel {
  readonly library: 'xgboost'
  /** Of the library that wrote the file, or the one whose behaviour this trainer follows. */
  readonly version: readonly [number, number, number]
  readonly objective: string
  /** Members of the objective's parameter object, texts as in the file. */
  readonly objectiveParams: Readonly<Record<string, string>>
  /**
   * The objective as in the file (JSON text), where there is more to it than `objective` and `objectiveParams`
   * of the objectives trained here.
   */
  readonly objectiveText?: string
  /** Intercept in user space (a probability for logistic), one a class, float32. */
  readonly baseScore: Float32Array
  /** False when the user gave the intercept. */
  readonly boostFromAverage: boolean
  readonly numFeature: number
  /** 0 unless the objective has classes. */
  readonly numClass: number
  readonly numTarget: number
  readonly numParallelTree: number
  readonly featureNames: readonly string[]
  readonly featureTypes: readonly string[]
  /** Texts such as `best_iteration` and `best_score`. */
  readonly attributes: Readonly<Record<string, string>>
  readonly trees: readonly XgboostTree[]
  /** Class of each tree. [trees] */
  readonly treeInfo: Int32Array
  /** Tree index at which each round begins, and the end. [rounds + 1] */
  readonly iterationIndptr: Int32Array
  /** DART: weight of each tree. Absent for plain boosting. [trees] */
  readonly weightDrop?: Float32Array
  /** Names of categories that a data frame brought along (JSON text, as in the file); not looked at here. */
  readonly categoriesText?: string
}
