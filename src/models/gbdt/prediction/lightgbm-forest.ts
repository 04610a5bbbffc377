import { nextUp } from '../libm/next-up.ts'
import { ZERO_THRESHOLD } from '../lightgbm/constants.ts'
import { type LightgbmModel, type LightgbmTree, MISSING } from '../lightgbm/model.ts'
import { flatten, type Split } from './flatten.ts'
import type { Forest, ForestTree } from './forest.ts'
import { InputList } from './inputs.ts'
import { checkRounds, type RoundRange } from './rounds.ts'

/** LightGBM's trees: float64, left iff x ≤ threshold. */
export function lightgbmForest(model: LightgbmModel, rounds?: RoundRange): Forest {
  const classes = model.treesPerIteration
  const available = Math.floor(model.trees.length / classes)
  const [from, to] = checkRounds(rounds ?? [0, available], available)
  const list = new InputList()
  const chosen = model.trees.slice(from * classes, to * classes)
  return {
    library: 'lightgbm',
    classes,
    featureCount: model.featureNames.length,
    featureNames: givenNames(model),
    trees: chosen.map((tree, i) => lightgbmTree(tree, i % classes, list)),
    inputs: list.inputs,
    intercepts: new Float64Array(classes),
    divisor: model.averageOutput ? Math.max(1, to - from) : 1,
  }
}

/** A file always has names; `Column_0`, `Column_1` … stand for none. */
function givenNames({ featureNames }: LightgbmModel): readonly string[] {
  return featureNames.every((name, feature) => name === `Column_${feature}`) ? [] : featureNames
}

function lightgbmTree(tree: LightgbmTree, classIndex: number, list: InputList): ForestTree {
  return flatten({
    classIndex,
    root: tree.leafCount > 1 ? 0 : ~0,
    nodeCount: 2 * tree.leafCount - 1,
    // A tree of one leaf may come without counts.
    coverOf: (node) => (node < 0 ? tree.leafSampleCount[~node] : tree.internalCount[node]) ?? 0,
    splitOf: (node) => (node < 0 ? undefined : splitOf(tree, node, list)),
    leafOf: (node) => ({ value: tree.leafValue[~node]!, label: ~node }),
  })
}

function splitOf(tree: LightgbmTree, node: number, list: InputList): Split {
  const children = { first: tree.leftChild[node]!, second: tree.rightChild[node]! }
  const decision = tree.decisionType[node]!
  const rule = decision & 1 ? categorical(tree, node, list) : numerical(tree, node, decision, list)
  return { ...children, ...rule }
}

function numerical(tree: LightgbmTree, node: number, decision: number, list: InputList) {
  const missing = decision >> 2
  const threshold = tree.threshold[node]!
  const kind = missing === MISSING.zero ? 'zeroMissing' : 'value'
  // Where no value was missing in training, a missing one counts as 0.
  const missingFirst = missing === MISSING.none ? threshold >= 0 : (decision & 2) !== 0
  return { input: list.plain(kind, tree.splitFeature[node]!), limit: limitOf(threshold), missingFirst }
}

/**
 * The original reads |x| ≤ 1e-35 as 0, so such numbers go where 0 goes: a threshold among them means the end of
 * their range on the other side of 0.
 */
function limitOf(threshold: number): number {
  if (!(Math.abs(threshold) <= ZERO_THRESHOLD)) return threshold
  return threshold < 0 ? BELOW_ZEROS : ZERO_THRESHOLD
}

/** The largest number below those that count as 0. */
const BELOW_ZEROS = -nextUp(ZERO_THRESHOLD)

/** Members go left, all else right. */
function categorical(tree: LightgbmTree, node: number, list: InputList) {
  const feature = tree.splitFeature[node]!
  const members = membersOf(tree, tree.threshold[node]!)
  const input = list.category({ feature, members, categoryOf: Math.trunc, member: 0, other: 1, missing: 1 })
  return { input, limit: 0, missingFirst: false }
}

function membersOf(tree: LightgbmTree, set: number): ReadonlySet<number> {
  const words = tree.catThreshold.subarray(tree.catBoundaries[set]!, tree.catBoundaries[set + 1]!)
  const members = new Set<number>()
  words.forEach((word, i) => {
    for (let bit = 0; bit < 32; bit++) if ((word >>> bit) & 1) members.add(i * 32 + bit)
  })
  return members
}
