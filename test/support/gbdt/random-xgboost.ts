import type { XgboostModel, XgboostTree } from '../../../src/models/gbdt/xgboost/model.ts'
import { plainLeaves } from './plain-walk.ts'
import type { Rolls } from './random-rolls.ts'

const FEATURES = 4
const CATEGORICAL = 3
const SPECIAL = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 2 ** -149, 3.4028235e38]

/** A model that nobody trained: random trees, classes, dropout weights, categories. */
export function randomXgboostModel(rolls: Rolls): XgboostModel {
  const numClass = rolls.pick([0, 0, 3])
  const outputs = Math.max(1, numClass)
  const rounds = rolls.below(4)
  const trees = Array.from({ length: rounds * outputs }, () => randomTree(rolls))
  return {
    library: 'xgboost',
    version: [3, 4, 1],
    objective: numClass > 0 ? 'multi:softprob' : 'reg:squarederror',
    objectiveParams: numClass > 0 ? { num_class: '3' } : { scale_pos_weight: '1' },
    baseScore: Float32Array.from({ length: outputs }, () => rolls.unit() - 0.5),
    boostFromAverage: rolls.pick([true, false]),
    numFeature: FEATURES,
    numClass,
    numTarget: 1,
    numParallelTree: 1,
    featureNames: rolls.pick([[], ['a', 'é😀', 'quote"', 'tab\t']]),
    featureTypes: ['q', 'float', 'i', 'c'],
    attributes: rolls.pick([{}, { best_iteration: '1', best_score: '0.5', ключ: 'line\nbreak' }]),
    trees,
    treeInfo: Int32Array.from(trees, (_, i) => i % outputs),
    iterationIndptr: Int32Array.from({ length: rounds + 1 }, (_, i) => i * outputs),
    ...(rolls.unit() < 0.3 && { weightDrop: Float32Array.from(trees, () => rolls.unit()) }),
  }
}

function randomTree(rolls: Rolls): XgboostTree {
  const left = [-1]
  const right = [-1]
  const parents = [2147483647]
  for (let splits = rolls.below(12); splits > 0; splits--) {
    const leaves = left.flatMap((child, node) => (child === -1 ? [node] : []))
    const node = rolls.pick(leaves)
    left[node] = left.length
    right[node] = left.length + 1
    parents.push(node, node)
    left.push(-1, -1)
    right.push(-1, -1)
  }
  return filled(rolls, Int32Array.from(left), Int32Array.from(right), Int32Array.from(parents))
}

function filled(rolls: Rolls, left: Int32Array, right: Int32Array, parents: Int32Array): XgboostTree {
  const splitIndices = left.map((child) => (child === -1 ? 0 : rolls.below(FEATURES)))
  const splitType = Uint8Array.from(splitIndices, (feature) => (feature === CATEGORICAL ? 1 : 0))
  const floats = (special: readonly number[] = SPECIAL) =>
    Float32Array.from(left, () => rolls.number(special))
  const conditions = floats(SPECIAL)
  for (const [node, child] of left.entries()) if (child === -1) conditions[node] = rolls.unit() - 0.5
  const categorical = splitType.includes(1) ? randomCategories(rolls, splitType) : undefined
  return {
    leftChildren: left,
    rightChildren: right,
    parents,
    splitIndices,
    splitConditions: conditions,
    defaultLeft: Uint8Array.from(left, (child) => (child === -1 ? 0 : rolls.below(2))),
    baseWeights: floats([...SPECIAL, Number.NaN]),
    lossChanges: floats(),
    sumHessian: floats(),
    ...(categorical && { categorical }),
    numDeleted: 0,
  }
}

function randomCategories(rolls: Rolls, splitType: Uint8Array): NonNullable<XgboostTree['categorical']> {
  const nodes = Array.from(splitType.keys()).filter((node) => splitType[node] === 1)
  const sets = nodes.map(() =>
    Array.from({ length: 40 }, (_, c) => c)
      .filter(() => rolls.unit() < 0.3)
      .concat(41),
  )
  const sizes = sets.map((set) => set.length)
  return {
    categories: Int32Array.from(sets.flat()),
    nodes: Int32Array.from(nodes),
    segments: Int32Array.from(sizes, (_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0)),
    sizes: Int32Array.from(sizes),
    splitType,
  }
}

/** Margins by the plainest walk, float32 sums in the order of the trees. [rows × outputs] */
export function xgboostMargins(model: XgboostModel, rows: readonly (readonly number[])[]): number[] {
  return rows.flatMap((row) => {
    const margins = Float32Array.from(model.baseScore)
    for (const [i, leaf] of plainLeaves(model, row).entries()) {
      const value = model.trees[i]!.splitConditions[leaf]!
      const weight = model.weightDrop?.[i]
      margins[model.treeInfo[i]!]! += weight === undefined ? value : Math.fround(weight * value)
    }
    return Array.from(margins)
  })
}
