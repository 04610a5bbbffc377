/**
 * Where a forest lies in the kernel's memory: byte offsets of the records that prediction and explanation share.
 * Both sides import this one file.
 *
 * Values are compared as keys: whole numbers in the order of the floats, the largest one for a missing value. A
 * row goes to the first child iff key + bias ≤ limit, unsigned: bias 1 turns the missing key into the smallest.
 */

// Node with keys of four bytes. A leaf's limit is the largest key and its child is itself, so walking on stays there.
export const NODE32_LIMIT = 0 // u32
export const NODE32_BIAS = 4 // u32; of a leaf: its slot among the leaf values
export const NODE32_COLUMN = 8 // u32, bytes from a row's place in column 0 to its place in this one
export const NODE32_CHILD = 12 // Node*, the second child lies behind the first
export const NODE32_BYTES = 16

// Node with keys of eight bytes.
export const NODE64_LIMIT = 0 // u64
export const NODE64_BIAS = 8 // u64
export const NODE64_COLUMN = 16
export const NODE64_CHILD = 20
export const NODE64_BYTES = 32

// Tree.
export const TREE_ROOT = 0 // Node*
export const TREE_DEPTH = 4 // steps that take any row to its leaf
export const TREE_SHALLOW = 8 // steps before the first leaf
export const TREE_CLASS = 12
export const TREE_BYTES = 16

// Walk: trees that a block of rows walks down.
export const WALK_TREES = 0 // Tree*
export const WALK_FROM = 4 // trees from … to
export const WALK_TO = 8
export const WALK_BLOCK = 12 // keys, column-major
export const WALK_ROWS = 16 // rows in the block
export const WALK_VALUES = 20 // by slot of the leaf: f32 or f64 to add, or u32 to tell
export const WALK_OUTPUT = 24 // [rows × width], row-major
export const WALK_WIDTH = 28 // classes, or trees
export const WALK_BYTES = 32

// Explanation: TreeSHAP of a block of rows.
export const SHAP_TREES = 0 // ShapTree*
export const SHAP_TREE_COUNT = 4
export const SHAP_BLOCK = 8 // keys, column-major
export const SHAP_ROWS = 12
export const SHAP_OUTPUT = 16 // f64, [rows × classes × (features + 1)]
export const SHAP_WIDTH = 20 // bytes of a row's output
export const SHAP_STATE = 24 // scratch: f64 [nodes × points] of the largest tree
export const SHAP_ON = 28 // scratch: u32 [nodes]
export const SHAP_BYTES = 32

export const SHAP_TREE_NODES = 0 // ShapNode*, parents before children
export const SHAP_TREE_COUNT_NODES = 4
export const SHAP_TREE_KEYS = 8 // Node* of the root, nodes in the same order
export const SHAP_TREE_CLASS = 12 // bytes from a row's output to that of the tree's class
export const SHAP_TREE_POINTS = 16 // points of the quadrature, even
export const SHAP_TREE_OFF = 20 // f64 [points]: gain of a feature that is off, by point
export const SHAP_TREE_BYTES = 24

// ShapNode: a node and the edge that leads to it. Vectors of f64, one a point, follow each other.
export const SHAP_NODE_CHILD = 0 // index of the first child; 0: a leaf
export const SHAP_NODE_FEATURE = 4 // byte of the edge's feature in the output of its class
export const SHAP_NODE_EARLIER = 8 // index of the edge above of the same feature; 0: none
export const SHAP_NODE_VALUE = 16 // f64 of a leaf
export const SHAP_NODE_VECTORS = 24 // factor if on, if turned off here, if off before; gain if on
