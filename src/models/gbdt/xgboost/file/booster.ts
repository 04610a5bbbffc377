import type { XgboostModel, XgboostTree } from '../model.ts'
import type { FilePlace } from './document.ts'
import { documentText } from './document-text.ts'
import { ofLength, treeOf } from './tree.ts'

type Booster = Pick<
  XgboostModel,
  'trees' | 'treeInfo' | 'iterationIndptr' | 'numParallelTree' | 'weightDrop' | 'categoriesText'
>

/**
 * The trees and their order, from `learner.gradient_booster`. Dropout weights lie beside the trees, before 3.4 around
 * them.
 *
 * @param outputs classes or targets
 */
export function boosterOf(booster: FilePlace, numFeature: number, outputs: number): Booster {
  const name = booster.member('name').text()
  if (name !== 'gbtree' && name !== 'dart') {
    booster.member('name').refuse(`the booster ${JSON.stringify(name)} is not read: gbtree or dart expected`)
  }
  const isWrapped = name === 'dart' && booster.has('gbtree')
  const model = (isWrapped ? booster.member('gbtree') : booster).member('model')
  const weights = isWrapped ? booster : model
  const param = model.member('gbtree_model_param')
  const trees = treesOf(model, param, numFeature)
  const numParallelTree = param.has('num_parallel_tree') ? param.member('num_parallel_tree').count() : 1
  const treeInfo = model.member('tree_info')
  return {
    trees,
    numParallelTree,
    treeInfo: ofLength(treeInfo, treeInfo.integers(0, outputs - 1), trees.length),
    iterationIndptr: iterationsOf(model, trees.length, outputs * Math.max(1, numParallelTree)),
    ...(weights.has('weight_drop') && { weightDrop: weightsOf(weights.member('weight_drop'), trees.length) }),
    ...categoriesOf(model),
  }
}

function treesOf(model: FilePlace, param: FilePlace, numFeature: number): readonly XgboostTree[] {
  const places = model.member('trees').items()
  const claimed = param.member('num_trees')
  if (claimed.count() !== places.length) {
    claimed.refuse(`${claimed.count()} trees claimed, the file has ${places.length}`)
  }
  return places.map((place, i) => {
    if (place.has('id') && place.member('id').count() !== i) place.member('id').refuse(`${i} expected`)
    return treeOf(place, numFeature)
  })
}

function weightsOf(place: FilePlace, trees: number): Float32Array {
  return ofLength(place, place.floats(), trees)
}

/** Where rounds begin; before 2.0 all rounds are equally long. */
function iterationsOf(model: FilePlace, trees: number, treesPerRound: number): Int32Array {
  if (!model.has('iteration_indptr')) {
    const rounds = Math.ceil(trees / treesPerRound)
    return Int32Array.from({ length: rounds + 1 }, (_, round) => Math.min(round * treesPerRound, trees))
  }
  const place = model.member('iteration_indptr')
  const starts = place.integers(0, trees)
  const isRising = starts.every((start, i) => i === 0 || start >= starts[i - 1]!)
  if (starts[0] === 0 && starts.at(-1) === trees && isRising) return starts
  return place.refuse(`rising numbers from 0 to ${trees} expected, the number of trees`)
}

/** Kept only if a data frame named its categories. */
function categoriesOf(model: FilePlace): { readonly categoriesText?: string } {
  if (!model.has('cats') || model.member('cats').member('enc').items().length === 0) return {}
  return { categoriesText: documentText(model.member('cats').value) }
}
