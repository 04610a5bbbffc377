import type { XgboostTree } from '../model.ts'
import type { FilePlace } from './document.ts'
import { categoricalSplits } from './tree-categories.ts'
import { checkTree } from './tree-check.ts'

const INT32_MIN = -(2 ** 31)
const INT32_MAX = 2 ** 31 - 1

/** One tree of `learner.gradient_booster.model.trees`, proved to be a tree. */
export function treeOf(place: FilePlace, numFeature: number): XgboostTree {
  const param = place.member('tree_param')
  refuseVectorLeaves(param)
  const nodes = param.member('num_nodes').count()
  const integers = (name: string) =>
    ofLength(place.member(name), place.member(name).integers(INT32_MIN, INT32_MAX), nodes)
  const floats = (name: string) => ofLength(place.member(name), place.member(name).floats(), nodes)
  const leftChildren = integers('left_children') // from here on the file has as many nodes as it claims
  const categorical = categoricalSplits(place, nodes)
  const tree: XgboostTree = {
    leftChildren,
    rightChildren: integers('right_children'),
    parents: integers('parents'),
    splitIndices: integers('split_indices'),
    splitConditions: floats('split_conditions'),
    defaultLeft: ofLength(place.member('default_left'), place.member('default_left').flags(), nodes),
    baseWeights: floats('base_weights'),
    lossChanges: floats('loss_changes'),
    sumHessian: floats('sum_hessian'),
    ...(categorical && { categorical }),
    numDeleted: param.has('num_deleted') ? param.member('num_deleted').count() : 0,
  }
  checkTree(place, tree, numFeature)
  return tree
}

export function ofLength<T extends { readonly length: number }>(
  place: FilePlace,
  array: T,
  length: number,
): T {
  return array.length === length ? array : place.refuse(`${length} items expected, got ${array.length}`)
}

function refuseVectorLeaves(param: FilePlace): void {
  if (!param.has('size_leaf_vector')) return
  const size = param.member('size_leaf_vector')
  if (size.count() <= 1) return
  size.refuse('trees with vector leaves are not read', 'train with multi_strategy=one_output_per_tree')
}
