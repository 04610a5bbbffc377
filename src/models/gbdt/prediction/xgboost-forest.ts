import type { XgboostModel, XgboostTree } from '../xgboost/model.ts'
import { flatten } from './flatten.ts'
import type { Forest, ForestTree } from './forest.ts'
import { InputList } from './inputs.ts'
import { below32 } from './keys.ts'
import { checkRounds, type RoundRange } from './rounds.ts'
import { xgboostLink } from './xgboost-link.ts'

/** XGBoost's trees: float32, left iff x < condition, so iff x ≤ the float32 below it. */
export function xgboostForest(model: XgboostModel, rounds?: RoundRange): Forest {
  const available = model.iterationIndptr.length - 1
  const [from, to] = checkRounds(rounds ?? [0, available], available)
  const classes = Math.max(1, model.numClass, model.numTarget)
  const list = new InputList()
  const trees: ForestTree[] = []
  for (let t = model.iterationIndptr[from]!; t < model.iterationIndptr[to]!; t++) {
    trees.push(xgboostTree(model.trees[t]!, model.treeInfo[t]!, model.weightDrop?.[t], list))
  }
  const toMargin = xgboostLink(model.objective).toMargin
  const intercepts = Float64Array.from({ length: classes }, (_, k) => toMargin(baseScoreOf(model, k)))
  return {
    library: 'xgboost',
    classes,
    featureCount: model.numFeature,
    featureNames: model.featureNames,
    inputs: list.inputs,
    trees,
    intercepts,
    divisor: 1,
  }
}

/** Files before 3.1 have one score for all classes. */
function baseScoreOf(model: XgboostModel, classIndex: number): number {
  return model.baseScore[model.baseScore.length === 1 ? 0 : classIndex]!
}

function xgboostTree(
  tree: XgboostTree,
  classIndex: number,
  weight: number | undefined,
  list: InputList,
): ForestTree {
  const members = setsOf(tree)
  return flatten({
    classIndex,
    root: 0,
    nodeCount: tree.leftChildren.length,
    coverOf: (node) => tree.sumHessian[node]!,
    splitOf: (node) => {
      const first = tree.leftChildren[node]!
      if (first < 0) return undefined
      const feature = tree.splitIndices[node]!
      const set = members.get(node)
      return {
        first,
        second: tree.rightChildren[node]!,
        input: set ? list.category(categoryInput(feature, set)) : list.plain('value', feature),
        limit: set ? 0 : below32(tree.splitConditions[node]!),
        missingFirst: tree.defaultLeft[node] === 1,
      }
    },
    leafOf: (node) => ({ value: leafValue(tree.splitConditions[node]!, weight), label: node }),
  })
}

/** DART weighs its trees, in float32. */
function leafValue(value: number, weight: number | undefined): number {
  return weight === undefined ? value : Math.fround(value * weight)
}

/** Members go right; numbers below 0 belong to no set. */
function categoryInput(feature: number, members: ReadonlySet<number>) {
  return { feature, members, categoryOf, member: 1, other: 0, missing: Number.NaN }
}

function categoryOf(value: number): number {
  return Math.floor(Math.fround(value))
}

/** Sets of the categorical splits, by node. */
function setsOf(tree: XgboostTree): Map<number, ReadonlySet<number>> {
  const sets = new Map<number, ReadonlySet<number>>()
  const splits = tree.categorical
  splits?.nodes.forEach((node, i) => {
    const from = splits.segments[i]!
    sets.set(node, new Set(splits.categories.subarray(from, from + splits.sizes[i]!)))
  })
  return sets
}
