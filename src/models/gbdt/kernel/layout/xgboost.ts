/** Records of XGBoost's own operations, and their numbers: as `training.ts`, for one family. */

// Rule: parameters of the split search.
export const RULE_LAMBDA = 0 // f32, as are the next
export const RULE_ALPHA = 4
export const RULE_MAX_DELTA_STEP = 8
export const RULE_MIN_CHILD_WEIGHT = 12
export const RULE_BYTES = 16

// Cuts: quantile cuts of some features.
export const CUTS_VALUES = 0 // f32*, [features × rows]
export const CUTS_ROWS = 4
export const CUTS_FEATURES = 8
export const CUTS_MAX_BIN = 12
export const CUTS_WEIGHTS = 16 // f32*, one a row; 0: all 1
export const CUTS_TO = 20 // f32*, [features × maxBin]
export const CUTS_COUNTS = 24 // u32*, cuts of each feature
export const CUTS_MISSING = 28 // u32*, missing values of each feature
export const CUTS_SCRATCH = 32 // [parts × CUTS_SCRATCH_BYTES]
export const CUTS_SCRATCH_BYTES = 36
export const CUTS_LIMIT = 40 // entries of a level that the scratch has room for
export const CUTS_BYTES = 48

// Entry of a sketch's summary.
export const ENTRY_RMIN = 0 // f32, as are the next: weight of what is smaller, at least
export const ENTRY_RMAX = 4 // weight of what is smaller or equal, at most
export const ENTRY_WMIN = 8 // weight of the value itself, at least
export const ENTRY_VALUE = 12
export const ENTRY_BYTES = 16

/** Levels of a sketch: 2^32 summaries are more than rows can fill. */
export const SKETCH_LEVELS = 32

// Bin: rows of all features to bins.
export const BIN_VALUES = 0 // f32*, [features × rows]
export const BIN_ROWS = 4
export const BIN_FEATURES = 8
export const BIN_SEARCHES = 12 // Search*, one a feature
export const BIN_TO = 16 // u8*, [rows × stride]
export const BIN_STRIDE = 20
export const BIN_BYTES = 24

// Search: where a feature's bins go, and the cuts that make them.
export const SEARCH_CUTS = 0 // f32*, filled up with +Infinity to a power of two
export const SEARCH_HALF = 4 // half that power of two, at least 1
export const SEARCH_LAST = 8 // last bin
export const SEARCH_MISSING = 12 // bin of missing values
export const SEARCH_BYTE = 16 // offset in the row
export const SEARCH_WIDE = 20 // 1: two bytes
export const SEARCH_BYTES = 24

// Loss: margins to gradients.
export const LOSS_MARGINS = 0 // f32*, [rows × classes]
export const LOSS_LABELS = 4 // f32*
export const LOSS_WEIGHTS = 8 // f32*; 0: all 1
export const LOSS_ROWS = 12
export const LOSS_CLASSES = 16
export const LOSS_PAIRS = 20 // f32 (gradient, hessian)*, [classes × rows]
export const LOSS_KIND = 24 // LOSS_SQUARED …
export const LOSS_POSITIVE_WEIGHT = 28 // f32, scale_pos_weight
export const LOSS_BYTES = 32

export const LOSS_SQUARED = 0
export const LOSS_LOGISTIC = 1
export const LOSS_SOFTPROB = 2

// Raise: add a leaf's value to the margins of its rows.
export const RAISE_LEAVES = 0 // Leaf*
export const RAISE_COUNT = 4
export const RAISE_MARGINS = 8 // f32*, first margin of the class
export const RAISE_CLASSES = 12 // distance of a row's margins
export const RAISE_BYTES = 16

export const LEAF_ROWS = 0 // u32*
export const LEAF_COUNT = 4
export const LEAF_VALUE = 8 // f32
export const LEAF_BYTES = 16

// Descent: rows walk down a tree, their leaves raise the margins of its class.
export const DESCENT_ROOT = 0 // Fork*
export const DESCENT_DEPTH = 4 // steps that take any row to its leaf
export const DESCENT_ROWS = 8
export const DESCENT_MARGINS = 12 // f32*, first margin of the class
export const DESCENT_CLASSES = 16 // distance of a row's margins
export const DESCENT_BYTES = 24

// Fork of a descent. A leaf leads to itself, whatever the value.
export const FORK_COLUMN = 0 // f32*, values of the feature, one a row
export const FORK_CONDITION = 4 // f32: left iff the value is below
export const FORK_LEFT = 8 // Fork*, as are the next
export const FORK_RIGHT = 12
export const FORK_MISSING = 16
export const FORK_VALUE = 20 // f32, of a leaf
export const FORK_BYTES = 24

export const OP_XGBOOST_CUTS = 32
export const OP_XGBOOST_BIN = 33
export const OP_XGBOOST_GRADIENTS = 34
export const OP_XGBOOST_RAISE = 35
export const OP_XGBOOST_DESCEND = 36
