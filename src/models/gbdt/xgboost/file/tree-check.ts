import { NO_PARENT, type XgboostTree } from '../model.ts'
import type { FilePlace } from './document.ts'

/** Parents of roots in files: all bits but the sign, or all bits. */
const ROOT_PARENTS: readonly number[] = [NO_PARENT, -1]
/** Feature of a node that pruning took out of the tree. */
const DELETED = 2 ** 31 - 1

/**
 * Proves that the nodes are one tree: children exist, each but the root is the child of one node, which it names
 * as its parent, and all are reached from the root, save those that pruning has deleted.
 */
export function checkTree(place: FilePlace, tree: XgboostTree, numFeature: number): void {
  const nodes = tree.leftChildren.length
  if (nodes === 0) place.refuse('a tree has at least one node')
  if (!ROOT_PARENTS.includes(tree.parents[0]!))
    nodeFault(place, 0, `the root has the parent ${tree.parents[0]}`)
  const parentOf = new Int32Array(nodes).fill(-1)
  for (let node = 0; node < nodes; node++) adopt(place, tree, node, numFeature, parentOf)
  const reached = reach(tree)
  const lost = reached.findIndex((isReached, node) => !isReached && tree.splitIndices[node] !== DELETED)
  if (lost >= 0) nodeFault(place, lost, 'no way leads here from the root')
  checkDeleted(place, tree, reached)
}

/** Writes a node down as the parent of its children. */
function adopt(
  place: FilePlace,
  tree: XgboostTree,
  node: number,
  numFeature: number,
  parentOf: Int32Array,
): void {
  const children = [tree.leftChildren[node]!, tree.rightChildren[node]!]
  if (children[0] === -1 && children[1] === -1) return
  for (const child of children) {
    if (child < 1 || child >= parentOf.length) {
      nodeFault(
        place,
        node,
        `child ${child}: 1 … ${parentOf.length - 1} expected, or −1 on both sides of a leaf`,
      )
    }
    if (parentOf[child] !== -1)
      nodeFault(place, child, `child of both node ${parentOf[child]} and node ${node}`)
    if (tree.parents[child] !== node)
      nodeFault(place, child, `parent ${tree.parents[child]}, but child of node ${node}`)
    parentOf[child] = node
  }
  const feature = tree.splitIndices[node]!
  if (feature < 0 || feature >= numFeature) {
    nodeFault(
      place,
      node,
      `splits feature ${feature}: 0 … ${numFeature - 1} expected, for num_feature is ${numFeature}`,
    )
  }
}

/** With one parent a node and none for the root, no node can be met twice. [nodes] */
function reach(tree: XgboostTree): Uint8Array {
  const reached = new Uint8Array(tree.leftChildren.length)
  const open = [0]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    reached[node] = 1
    if (tree.leftChildren[node]! !== -1) open.push(tree.leftChildren[node]!, tree.rightChildren[node]!)
  }
  return reached
}

function checkDeleted(place: FilePlace, tree: XgboostTree, reached: Uint8Array): void {
  const deleted = reached.reduce((count, isReached) => count + (isReached ? 0 : 1), 0)
  if (deleted === tree.numDeleted) return
  place
    .member('tree_param')
    .refuse(`num_deleted is ${tree.numDeleted}, but ${deleted} nodes are not in the tree`)
}

function nodeFault(place: FilePlace, node: number, problem: string): never {
  return place.refuse(`node ${node}: ${problem}`)
}
