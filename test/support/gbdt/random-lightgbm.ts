import { lightgbmParameterLines } from '../../../src/models/gbdt/lightgbm/file/parameter-lines.ts'
import type { LightgbmModel, LightgbmTree } from '../../../src/models/gbdt/lightgbm/model.ts'
import { plainLeaves } from './plain-walk.ts'
import type { Rolls } from './random-rolls.ts'

const NAMES = ['a', 'é😀', 'c=d', 'e']
const CATEGORICAL = 3
const ZERO = 1.0000000180025095e-35

/** A model that nobody trained: random trees, classes, kinds of missing values, categories. */
export function randomLightgbmModel(rolls: Rolls): LightgbmModel {
  const numClass = rolls.pick([1, 1, 3])
  const trees = Array.from({ length: rolls.below(4) * numClass }, () => randomTree(rolls))
  const objective = numClass === 1 ? 'regression' : 'multiclass num_class:3'
  return {
    library: 'lightgbm',
    version: 'v4',
    numClass,
    treesPerIteration: numClass,
    labelIndex: 0,
    objective,
    averageOutput: false,
    featureNames: NAMES,
    featureInfos: ['[-2:2]', 'none', '[-1.5:1e+30]', '0:1:2:3:40'],
    monotoneConstraints: rolls.pick([[], [1, 0, -1, 0]]),
    trees,
    parameters: lightgbmParameterLines({ num_leaves: 13, learning_rate: rolls.unit() }),
    tail: 'pandas_categorical:null',
  }
}

function randomTree(rolls: Rolls): LightgbmTree {
  const left: number[] = []
  const right: number[] = []
  for (let wanted = rolls.below(12); wanted > 0; wanted--) splitLeaf(rolls, left, right)
  const splits = left.length
  const splitFeature = Int32Array.from(left, () => rolls.below(NAMES.length))
  const isCategorical = Array.from(splitFeature, (feature) => feature === CATEGORICAL)
  const numCat = isCategorical.filter(Boolean).length
  const numbers = (length: number) => Float64Array.from({ length }, () => rolls.number())
  const counts = (length: number) => Int32Array.from({ length }, () => rolls.below(1000))
  let sets = 0
  return {
    leafCount: splits + 1,
    numCat,
    splitFeature,
    splitGain: Float32Array.from(left, () => Number(rolls.number().toPrecision(6))),
    threshold: Float64Array.from(isCategorical, (is) =>
      is ? sets++ : rolls.number([Infinity, -ZERO, ZERO, 0]),
    ),
    decisionType: Uint8Array.from(isCategorical, (is) => (is ? 1 : 2 * rolls.below(2) + 4 * rolls.below(3))),
    leftChild: Int32Array.from(left),
    rightChild: Int32Array.from(right),
    internalValue: sixDigits(numbers(splits)),
    internalWeight: sixDigits(numbers(splits)),
    internalCount: counts(splits),
    leafValue: numbers(splits + 1).map((value) => value % 1),
    leafWeight: splits === 0 ? new Float64Array(0) : numbers(splits + 1),
    leafSampleCount: counts(splits + 1),
    catBoundaries: Int32Array.from({ length: numCat === 0 ? 0 : numCat + 1 }, (_, i) => 2 * i),
    catThreshold: Uint32Array.from({ length: 2 * numCat }, () => Math.floor(rolls.unit() * 2 ** 32)),
    shrinkage: rolls.pick([1, 0.1, 0.05]),
  }
}

/** As in a file, so that a text of six digits is the number. */
function sixDigits(numbers: Float64Array): Float64Array {
  return numbers.map((number) => Number(number.toPrecision(6)))
}

/** A random leaf becomes the newest split; it keeps its number on the left. */
function splitLeaf(rolls: Rolls, left: number[], right: number[]): void {
  const leaf = rolls.below(left.length + 1)
  const split = left.length
  for (const side of [left, right]) {
    const at = side.indexOf(~leaf)
    if (at >= 0) side[at] = split
  }
  left.push(~leaf)
  right.push(~(split + 1))
}

/** Raw scores by the plainest walk, in the order of the trees. [rows × classes] */
export function lightgbmMargins(model: LightgbmModel, rows: readonly (readonly number[])[]): number[] {
  return rows.flatMap((row) => {
    const scores = new Array<number>(model.treesPerIteration).fill(0)
    for (const [i, leaf] of plainLeaves(model, row).entries()) {
      scores[i % model.treesPerIteration]! += model.trees[i]!.leafValue[leaf]!
    }
    return scores
  })
}
