/**
 * Where things lie in the kernel's memory while trees grow: byte offsets of the records that TypeScript writes and
 * the WASM kernel reads. Both sides import this one file (plain integers are AssemblyScript too).
 */

/** Entry of a histogram: gradient and hessian, float64 each. */
export const SLOT_BYTES = 16

/** A narrow group: eight features of one byte each, 256 slots each. */
export const NARROW_FEATURES = 8
export const NARROW_SLOTS = 256

/** A wide group: four features of two bytes each. */
export const WIDE_FEATURES = 4

// Matrix: the binned rows.
export const MATRIX_BINS = 0 // u8*, row-major
export const MATRIX_STRIDE = 4 // bytes a row
export const MATRIX_NARROW_GROUPS = 8
export const MATRIX_WIDE_GROUPS = 12 // they lie after the narrow ones, in rows and in histograms
export const MATRIX_WIDE_SLOTS = 16 // slots of each feature of a wide group
export const MATRIX_FEATURES = 20
export const MATRIX_PLACES = 24 // Place*, one a feature
export const MATRIX_BYTES = 32

// Place: where a feature's bin is found in a row and in a histogram.
export const PLACE_BYTE = 0 // offset in the row
export const PLACE_WIDE = 4 // 1: two bytes
export const PLACE_SLOT = 8 // its first slot in a histogram
export const PLACE_BINS = 12 // number of bins, without a slot that only holds missing values
export const PLACE_LOW = 16 // stored values low … high are this feature's bins 0 … (bundled features share a column)
export const PLACE_HIGH = 20
export const PLACE_OUTSIDE = 24 // bin of a row whose stored value lies outside low … high
export const PLACE_GROUP = 28 // group that holds it, narrow ones first: the part that works on it
export const PLACE_BYTES = 32

// Task: expand nodes. For each node: fill its histogram, then search the best split of each feature.
export const TASK_MATRIX = 0 // Matrix*
export const TASK_NODES = 4 // Node*
export const TASK_NODE_COUNT = 8
export const TASK_FAMILY = 12 // FAMILY_XGBOOST or FAMILY_LIGHTGBM
export const TASK_RULE = 16 // parameters of the family's split search
export const TASK_CANDIDATES = 20 // Candidate*, [nodes × parts]
export const TASK_BYTES = 24

export const FAMILY_XGBOOST = 0
export const FAMILY_LIGHTGBM = 1

// Node: rows of a leaf that may be split, their gradients in the same order, and its histogram.
export const NODE_ROWS = 0 // u32*
export const NODE_PAIRS = 4 // f32 (gradient, hessian)*, aligned with the rows
export const NODE_COUNT = 8 // rows
export const NODE_HISTOGRAM = 12 // f64 (gradient, hessian)*
export const NODE_SIBLING = 16 // 0: fill from the rows. Else the filled histogram of the sibling: ours (the parent's) −= it
export const NODE_ALLOWED = 20 // u8*, 1 = feature may be used; 0: all
export const NODE_SEARCH = 24 // 0: only fill the histogram; SEARCH_FILLED: it is filled, only search
export const NODE_FLAGS = 28 // u32, for the family (LightGBM: u8* of the features that the split may use)
export const NODE_GRADIENT = 32 // f64, sum
export const NODE_HESSIAN = 40 // f64, sum
export const NODE_VALUE = 48 // f64, for the family (XGBoost: gain of the node as a leaf)
export const NODE_EXTRA = 56 // u32, for the family (LightGBM: u8* splittable, read and written)
export const NODE_BYTES = 64

export const SEARCH_FILLED = 2

// Candidate: the best split that one part found for one node.
export const CANDIDATE_GAIN = 0 // f64
export const CANDIDATE_FEATURE = 8 // −1: none
export const CANDIDATE_BIN = 12 // rows with bin ≤ this go left; −1: only missing ones
export const CANDIDATE_DEFAULT_LEFT = 16
export const CANDIDATE_LEFT_COUNT = 20
export const CANDIDATE_LEFT_GRADIENT = 24 // f64, as are the next
export const CANDIDATE_LEFT_HESSIAN = 32
export const CANDIDATE_RIGHT_GRADIENT = 40
export const CANDIDATE_RIGHT_HESSIAN = 48
export const CANDIDATE_RIGHT_COUNT = 56
export const CANDIDATE_BYTES = 64

// Split: rows of one node that part into two, stable.
export const SPLIT_ROWS = 0 // u32*
export const SPLIT_PAIRS = 4 // f32 (gradient, hessian)*, aligned with the rows
export const SPLIT_COUNT = 8
export const SPLIT_TO_ROWS = 12 // left rows from here, right rows behind them
export const SPLIT_TO_PAIRS = 16
export const SPLIT_PLACE = 20 // Place*
export const SPLIT_BIN = 24
export const SPLIT_MISSING_BIN = 28 // the bin of missing values; −1: none
export const SPLIT_DEFAULT_LEFT = 32
export const SPLIT_MARKS = 36 // u8*, scratch of `count` bytes
export const SPLIT_LEFT_COUNTS = 40 // u32*, one a part, written by the marking
export const SPLIT_BYTES = 48

// Partition: splits to carry out together.
export const PARTITION_MATRIX = 0
export const PARTITION_SPLITS = 4
export const PARTITION_COUNT = 8
export const PARTITION_BYTES = 16

// Operations of `perform(operation, record, part, parts)`. Parts may run at the same time.
export const OP_EXPAND = 0
export const OP_MARK = 1
export const OP_MOVE = 2
