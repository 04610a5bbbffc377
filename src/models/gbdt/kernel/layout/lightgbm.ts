/** Records of LightGBM's own operations, and their numbers: as `training.ts`, for one family. */

// Rule: parameters of the split search, and what is known of each feature.
export const RULE_LAMBDA_L1 = 0 // f64, as are the next
export const RULE_LAMBDA_L2 = 8
export const RULE_MAX_DELTA_STEP = 16
export const RULE_MIN_GAIN = 24
export const RULE_MIN_HESSIAN = 32
export const RULE_MIN_DATA = 40 // i32
export const RULE_FEATURES = 44 // Feature*
export const RULE_BYTES = 48

export const FEATURE_BINS = 0 // that of missing values included
export const FEATURE_MISSING = 4 // MISSING_NONE …
export const FEATURE_DEFAULT_BIN = 8 // bin of zeros
export const FEATURE_MOST_FREQ_BIN = 12
export const FEATURE_BYTES = 16

// As `MISSING` in lightgbm/model.ts: mappers and files say it by the same numbers.
export const MISSING_NONE = 0
export const MISSING_ZERO = 1
export const MISSING_NAN = 2

// In a Node: NODE_EXTRA is u8*, 1 = the feature could be split in the parent; overwritten with the own answer.
// NODE_FLAGS is u8*, 1 = the feature may become the node's split (all are searched); 0: all.

// Loss: scores to gradients.
export const LOSS_KIND = 0 // LOSS_REGRESSION …
export const LOSS_ROWS = 4
export const LOSS_CLASSES = 8
export const LOSS_SCORES = 12 // f64*, [classes × rows]
export const LOSS_LABELS = 16 // f32*
export const LOSS_WEIGHTS = 20 // f32*; 0: all 1
export const LOSS_PAIRS = 24 // f32 (gradient, hessian)*, [classes × rows]
export const LOSS_SIGMOID = 32 // f64
export const LOSS_NEGATIVE_WEIGHT = 40 // f64
export const LOSS_POSITIVE_WEIGHT = 48 // f64
export const LOSS_BYTES = 56

export const LOSS_REGRESSION = 0
export const LOSS_BINARY = 1
export const LOSS_MULTICLASS = 2

// Raise: add a leaf's value to the scores of its rows.
export const RAISE_LEAVES = 0 // Leaf*
export const RAISE_COUNT = 4
export const RAISE_SCORES = 8 // f64*
export const RAISE_BYTES = 16

export const LEAF_ROWS = 0 // u32*
export const LEAF_COUNT = 4
export const LEAF_VALUE = 8 // f64
export const LEAF_BYTES = 16

// Walk: add a tree to the scores of rows, finding their leaves by their bins.
export const WALK_MATRIX = 0
export const WALK_FORKS = 4 // Fork*, at least one
export const WALK_VALUES = 8 // f64*, of the leaves
export const WALK_ROWS = 12 // u32*; 0: all rows
export const WALK_COUNT = 16
export const WALK_SCORES = 20 // f64*, one a row of the matrix
export const WALK_BYTES = 24

export const FORK_PLACE = 0 // Place*
export const FORK_BIN = 4
export const FORK_MISSING_BIN = 8 // −1: none
export const FORK_DEFAULT_LEFT = 12
export const FORK_LEFT = 16 // fork, or ~leaf
export const FORK_RIGHT = 20
export const FORK_BYTES = 24

export const OP_LIGHTGBM_GRADIENTS = 48
export const OP_LIGHTGBM_RAISE = 49
export const OP_LIGHTGBM_WALK = 50
