import type { LightgbmTree } from '../../../src/models/gbdt/lightgbm/model.ts'
import type { Model } from '../../../src/models/gbdt/prediction/forest.ts'
import type { XgboostTree } from '../../../src/models/gbdt/xgboost/model.ts'
import { lightgbmTurn, xgboostTurn } from './plain-walk.ts'

/**
 * Shapley values of a row by their definition, over all subsets of features: what a tree expects when it knows only
 * those of a subset, going both ways in the shares of the training data where it does not know.
 *
 * @returns [classes × (features + 1)] without intercepts; the last of each class is what is expected of any row
 */
export function plainShap(model: Model, row: readonly number[]): Float64Array {
  const features = row.length
  const classes = model.library === 'xgboost' ? Math.max(1, model.numClass) : model.treesPerIteration
  const result = new Float64Array(classes * (features + 1))
  gamesOf(model, row).forEach(({ classIndex, expect }) => {
    const values = Array.from({ length: 2 ** features }, (_, known) => expect(known))
    const at = classIndex * (features + 1)
    result[at + features]! += values[0]!
    for (let feature = 0; feature < features; feature++)
      result[at + feature]! += shapley(values, feature, features)
  })
  return result
}

/** A tree's expectation by the set of known features, as bits. */
interface Game {
  readonly classIndex: number
  readonly expect: (known: number) => number
}

function gamesOf(model: Model, row: readonly number[]): Game[] {
  if (model.library === 'xgboost') {
    return model.trees.map((tree, t) => ({
      classIndex: model.treeInfo[t]!,
      expect: (known) => xgboostExpectation(tree, 0, known, row),
    }))
  }
  return model.trees.map((tree, t) => ({
    classIndex: t % model.treesPerIteration,
    expect: (known) => lightgbmExpectation(tree, tree.leafCount > 1 ? 0 : ~0, known, row),
  }))
}

function xgboostExpectation(tree: XgboostTree, node: number, known: number, row: readonly number[]): number {
  const [left, right] = [tree.leftChildren[node]!, tree.rightChildren[node]!]
  if (left < 0) return tree.splitConditions[node]!
  const below = (child: number) => xgboostExpectation(tree, child, known, row)
  const feature = tree.splitIndices[node]!
  if (known & (1 << feature)) return below(xgboostTurn(tree, node, row) ? left : right)
  const cover = (child: number) => tree.sumHessian[child]!
  return (cover(left) * below(left) + cover(right) * below(right)) / cover(node)
}

function lightgbmExpectation(
  tree: LightgbmTree,
  node: number,
  known: number,
  row: readonly number[],
): number {
  if (node < 0) return tree.leafValue[~node]!
  const [left, right] = [tree.leftChild[node]!, tree.rightChild[node]!]
  const below = (child: number) => lightgbmExpectation(tree, child, known, row)
  const feature = tree.splitFeature[node]!
  if (known & (1 << feature)) return below(lightgbmTurn(tree, node, row) ? left : right)
  const cover = (child: number) => (child < 0 ? tree.leafSampleCount[~child]! : tree.internalCount[child]!)
  return (cover(left) * below(left) + cover(right) * below(right)) / cover(node)
}

function shapley(values: readonly number[], feature: number, features: number): number {
  let total = 0
  values.forEach((value, known) => {
    if (known & (1 << feature)) return
    const size = sizeOf(known)
    const weight = (factorial(size) * factorial(features - size - 1)) / factorial(features)
    total += weight * (values[known | (1 << feature)]! - value)
  })
  return total
}

function sizeOf(set: number): number {
  return set === 0 ? 0 : (set & 1) + sizeOf(set >> 1)
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1)
}
