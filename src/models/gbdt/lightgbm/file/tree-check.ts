import { type LightgbmTree, MISSING } from '../model.ts'
import type { TextFields } from './text-fields.ts'

/**
 * Proves that the splits and leaves are one tree: every child exists, each split but the first and each leaf is
 * the child of one split, and all are reached from split 0.
 */
export function checkTree(fields: TextFields, tree: LightgbmTree, features: number): void {
  const splits = tree.leafCount - 1
  checkCategories(fields, tree)
  const isChild = new Uint8Array(splits + tree.leafCount) // splits, then leaves
  for (let split = 0; split < splits; split++) {
    checkSplit(fields, tree, split, features)
    adopt(fields, 'left_child', split, tree.leftChild[split]!, splits, isChild)
    adopt(fields, 'right_child', split, tree.rightChild[split]!, splits, isChild)
  }
  const lost = reach(tree).indexOf(0)
  if (lost >= 0) fields.fault('left_child', `split ${lost}: no way leads here from split 0`)
}

function adopt(
  fields: TextFields,
  name: string,
  split: number,
  child: number,
  splits: number,
  isChild: Uint8Array,
): void {
  if (child === 0 || child >= splits || child < -splits - 1) {
    fields.fault(
      name,
      `split ${split}: child ${child}: a split 1 … ${splits - 1} or a leaf -1 … ${-splits - 1} expected`,
    )
  }
  const place = child > 0 ? child : splits + ~child
  if (isChild[place]) fields.fault(name, `split ${split}: child ${child} has another parent already`)
  isChild[place] = 1
}

/** With one parent a node and none for split 0, no split can be met twice. [splits] */
function reach(tree: LightgbmTree): Uint8Array {
  const reached = new Uint8Array(tree.leafCount - 1)
  const open = tree.leafCount > 1 ? [0] : []
  for (let split = open.pop(); split !== undefined; split = open.pop()) {
    reached[split] = 1
    for (const child of [tree.leftChild[split]!, tree.rightChild[split]!]) if (child > 0) open.push(child)
  }
  return reached
}

function checkSplit(fields: TextFields, tree: LightgbmTree, split: number, features: number): void {
  const feature = tree.splitFeature[split]!
  if (feature < 0 || feature >= features) {
    fields.fault('split_feature', `split ${split}: feature ${feature}: 0 … ${features - 1} expected`)
  }
  const type = tree.decisionType[split]!
  if (type >> 2 > MISSING.nan) fields.fault('decision_type', `split ${split}: unknown kind of missing values`)
  const threshold = tree.threshold[split]!
  const isIndex = Number.isInteger(threshold) && threshold >= 0 && threshold < tree.numCat
  if (type & 1 && !isIndex) {
    fields.fault(
      'threshold',
      `split ${split}: one of ${tree.numCat} sets of categories expected, got ${threshold}`,
    )
  }
}

function checkCategories(fields: TextFields, { catBoundaries }: LightgbmTree): void {
  const isRising = catBoundaries.every((bound, i) => (i === 0 ? bound === 0 : bound >= catBoundaries[i - 1]!))
  if (!isRising) fields.fault('cat_boundaries', 'rising numbers from 0 expected')
}
