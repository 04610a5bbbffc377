import { type LightgbmModel, type LightgbmTree, MISSING } from '../../../src/models/gbdt/lightgbm/model.ts'
import type { Model } from '../../../src/models/gbdt/prediction/forest.ts'
import type { XgboostModel, XgboostTree } from '../../../src/models/gbdt/xgboost/model.ts'

/** LightGBM drops what is as small as this when it takes a row. */
const NEARLY_ZERO = Math.fround(1e-35)

/** Leaf of each tree for one row, node by node, as the libraries' own words have it. */
export function plainLeaves(model: Model, row: readonly number[]): number[] {
  return model.library === 'xgboost' ? xgboostLeaves(model, row) : lightgbmLeaves(model, row)
}

function xgboostLeaves(model: XgboostModel, row: readonly number[]): number[] {
  return model.trees.map((tree) => {
    let node = 0
    while (tree.leftChildren[node]! >= 0) {
      const goesLeft = xgboostTurn(tree, node, row)
      node = (goesLeft ? tree.leftChildren : tree.rightChildren)[node]!
    }
    return node
  })
}

/** Whether a row goes left. */
export function xgboostTurn(tree: XgboostTree, node: number, row: readonly number[]): boolean {
  const x = Math.fround(row[tree.splitIndices[node]!]!)
  if (Number.isNaN(x)) return tree.defaultLeft[node] === 1
  const sets = tree.categorical
  if (!sets || sets.splitType[node] === 0) return x < tree.splitConditions[node]!
  const set = sets.nodes.indexOf(node)
  const from = sets.segments[set]!
  return x < 0 || !sets.categories.subarray(from, from + sets.sizes[set]!).includes(Math.trunc(x))
}

function lightgbmLeaves(model: LightgbmModel, row: readonly number[]): number[] {
  return model.trees.map((tree) => {
    let node = tree.leafCount > 1 ? 0 : ~0
    while (node >= 0) {
      const goesLeft = lightgbmTurn(tree, node, row)
      node = (goesLeft ? tree.leftChild : tree.rightChild)[node]!
    }
    return ~node
  })
}

/** Whether a row goes left. */
export function lightgbmTurn(tree: LightgbmTree, node: number, row: readonly number[]): boolean {
  const given = row[tree.splitFeature[node]!]!
  const x = Math.abs(given) <= NEARLY_ZERO ? 0 : given
  const decision = tree.decisionType[node]!
  if (decision & 1) return isMember(tree, tree.threshold[node]!, Math.trunc(x))
  const missing = decision >> 2
  const value = Number.isNaN(x) && missing !== MISSING.nan ? 0 : x
  const isMissing =
    (missing === MISSING.zero && value === 0) || (missing === MISSING.nan && Number.isNaN(value))
  return isMissing ? (decision & 2) !== 0 : value <= tree.threshold[node]!
}

function isMember(tree: LightgbmTree, set: number, category: number): boolean {
  const from = tree.catBoundaries[set]!
  const words = tree.catBoundaries[set + 1]! - from
  if (!(category >= 0 && category < words * 32)) return false
  return ((tree.catThreshold[from + Math.floor(category / 32)]! >>> (category % 32)) & 1) === 1
}

/** Numbers at which decisions of a model turn, feature by feature: thresholds and their neighbours. */
export function turningPoints(model: Model): number[][] {
  const points = Array.from({ length: featuresOf(model) }, () => [
    Number.NaN,
    0,
    -0,
    1e-36,
    Infinity,
    -Infinity,
  ])
  const add = (feature: number, x: number) =>
    points[feature]!.push(x, x + Math.abs(x) * 2 ** -23, x - Math.abs(x) * 2 ** -52)
  if (model.library === 'xgboost') {
    for (const tree of model.trees) {
      tree.splitConditions.forEach((x, node) => {
        if (tree.leftChildren[node]! >= 0) add(tree.splitIndices[node]!, x)
      })
    }
  } else {
    for (const tree of model.trees) tree.threshold.forEach((x, node) => void add(tree.splitFeature[node]!, x))
  }
  return points
}

function featuresOf(model: Model): number {
  return model.library === 'xgboost' ? model.numFeature : model.featureNames.length
}
