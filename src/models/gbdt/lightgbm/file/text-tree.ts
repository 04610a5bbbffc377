import { constantTree } from '../constant-tree.ts'
import type { LightgbmTree } from '../model.ts'
import { TextFields } from './text-fields.ts'
import type { TextLines } from './text-lines.ts'
import { checkTree } from './tree-check.ts'

const INT32_MIN = -(2 ** 31)
const INT32_MAX = 2 ** 31 - 1

const FIELDS = [
  'Tree',
  'num_leaves',
  'num_cat',
  'split_feature',
  'split_gain',
  'threshold',
  'decision_type',
  'left_child',
  'right_child',
  'leaf_value',
  'leaf_weight',
  'leaf_count',
  'internal_value',
  'internal_weight',
  'internal_count',
  'cat_boundaries',
  'cat_threshold',
  'is_linear',
  'leaf_const',
  'num_features',
  'leaf_features',
  'leaf_coeff',
  'shrinkage',
]

/** The lines of one tree, proved to be a tree. */
export function treeOf(lines: TextLines, index: number, features: number): LightgbmTree {
  const fields = new TextFields(lines, `tree ${index}`, FIELDS)
  if (fields.count('Tree') !== index) fields.fault('Tree', `${index} expected, the trees are numbered`)
  refuseLinear(fields)
  const leafCount = fields.count('num_leaves', 1)
  const leafValue = Float64Array.from(required(fields, 'leaf_value', fields.numbers('leaf_value'), leafCount))
  const tree = leafCount === 1 ? leafTree(fields, leafValue) : splitTree(fields, leafCount, leafValue)
  checkTree(fields, tree, features)
  return tree
}

/** A tree of one leaf: only its value matters. */
function leafTree(fields: TextFields, [value]: Float64Array): LightgbmTree {
  const counts = fields.has('leaf_count') ? fields.integers('leaf_count', INT32_MIN, INT32_MAX) : []
  const [count] = counts.length === 0 ? [0] : required(fields, 'leaf_count', counts, 1)
  return {
    ...constantTree(value!, count!),
    numCat: fields.count('num_cat'),
    leafWeight: Float64Array.from(fields.has('leaf_weight') ? fields.numbers('leaf_weight') : []),
    shrinkage: shrinkageOf(fields),
  }
}

function splitTree(fields: TextFields, leaves: number, leafValue: Float64Array): LightgbmTree {
  const splits = leaves - 1
  const integers = (name: string, length: number, low = INT32_MIN, high = INT32_MAX) =>
    required(fields, name, fields.integers(name, low, high), length)
  const numCat = fields.count('num_cat')
  const catBoundaries = numCat === 0 ? [] : integers('cat_boundaries', numCat + 1, 0)
  const words = numCat === 0 ? [] : integers('cat_threshold', catBoundaries.at(-1)!, 0, 2 ** 32 - 1)
  return {
    leafCount: leaves,
    numCat,
    threshold: Float64Array.from(required(fields, 'threshold', fields.numbers('threshold'), splits)),
    splitFeature: Int32Array.from(integers('split_feature', splits)),
    leftChild: Int32Array.from(integers('left_child', splits)),
    rightChild: Int32Array.from(integers('right_child', splits)),
    splitGain: Float32Array.from(optional(fields, 'split_gain', splits)),
    decisionType: Uint8Array.from(optional(fields, 'decision_type', splits)),
    internalValue: Float64Array.from(optional(fields, 'internal_value', splits)),
    internalWeight: Float64Array.from(optional(fields, 'internal_weight', splits)),
    internalCount: Int32Array.from(optional(fields, 'internal_count', splits)),
    leafValue,
    leafWeight: Float64Array.from(optional(fields, 'leaf_weight', leaves)),
    leafSampleCount: Int32Array.from(optional(fields, 'leaf_count', leaves)),
    catBoundaries: Int32Array.from(catBoundaries),
    catThreshold: Uint32Array.from(words),
    shrinkage: shrinkageOf(fields),
  }
}

/** Zeros where the file, as the official library allows, does not say. */
function optional(fields: TextFields, name: string, length: number): readonly number[] {
  if (!fields.has(name)) return new Array<number>(length).fill(0)
  const isWhole = name.endsWith('_count') || name === 'decision_type'
  const bounds: [number, number] = name === 'decision_type' ? [0, 11] : [INT32_MIN, INT32_MAX]
  return required(fields, name, isWhole ? fields.integers(name, ...bounds) : fields.numbers(name), length)
}

function required(
  fields: TextFields,
  name: string,
  items: readonly number[],
  length: number,
): readonly number[] {
  return items.length === length ? items : fields.fault(name, `${length} items expected, got ${items.length}`)
}

function shrinkageOf(fields: TextFields): number {
  return fields.has('shrinkage') ? required(fields, 'shrinkage', fields.numbers('shrinkage'), 1)[0]! : 1
}

function refuseLinear(fields: TextFields): void {
  if (!fields.has('is_linear') || fields.count('is_linear') === 0) return
  fields.fault('is_linear', 'trees with linear leaves are not read', 'train with linear_tree=false')
}
