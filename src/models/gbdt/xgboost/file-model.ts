import type { FilePlace } from './file-document.ts'
import { documentText } from './file-document-text.ts'
import { objectiveOf } from './file-objective.ts'
import { ofLength, treeOf } from './file-tree.ts'
import { JsonTextReader } from './json-text-reader.ts'
import type { XgboostModel, XgboostTree } from './model.ts'

/** Bounds what one number in a file can make us allocate. */
const OUTPUTS_MAX = 65_536

/** The document of a JSON or UBJSON file as a model; everything that prediction relies on is checked here. */
export function modelOf(document: FilePlace): XgboostModel {
  refuseOtherDocuments(document)
  const learner = document.member('learner')
  const param = learner.member('learner_model_param')
  const numFeature = param.member('num_feature').count()
  const numClass = param.has('num_class') ? param.member('num_class').count() : 0
  const numTarget = param.has('num_target') ? param.member('num_target').count() : 1
  const outputs = Math.max(numClass, numTarget, 1)
  if (outputs > OUTPUTS_MAX)
    param.refuse(`at most ${OUTPUTS_MAX} classes or targets expected, got ${outputs}`)
  const baseScore = baseScoreOf(param.member('base_score'), outputs)
  return {
    library: 'xgboost',
    version: versionOf(document, baseScore.isVector),
    ...objectiveOf(learner.member('objective')),
    baseScore: baseScore.values,
    boostFromAverage: !param.has('boost_from_average') || param.member('boost_from_average').count(1) === 1,
    numFeature,
    numClass,
    numTarget,
    featureNames: perFeature(learner, 'feature_names', numFeature),
    featureTypes: perFeature(learner, 'feature_types', numFeature),
    attributes: attributesOf(learner),
    ...boosterOf(learner.member('gradient_booster'), numFeature, outputs),
  }
}

function refuseOtherDocuments(document: FilePlace): void {
  if (!(document.value instanceof Map)) document.refuse('no XGBoost model: an object expected')
  if (document.has('learner')) return
  if (document.has('Model') && document.has('Config')) {
    document.refuse('a snapshot of a training session, not a model', 'save it with save_model or save_raw')
  }
  if (document.has('tree_info')) {
    document.refuse('a LightGBM dump, no XGBoost model', 'save LightGBM models as text with save_model')
  }
  document.refuse('no XGBoost model: the member "learner" is missing')
}

/** A file without a version: the oldest library that wrote such a base_score. */
function versionOf(document: FilePlace, isVector: boolean): XgboostModel['version'] {
  if (!document.has('version')) return isVector ? [3, 1, 0] : [1, 0, 0]
  const [major, minor, patch, ...more] = document.member('version').integers(0, 1e6)
  if (patch !== undefined && more.length === 0) return [major!, minor!, patch]
  return document.member('version').refuse('three whole numbers expected')
}

/** "[0.2,0.3,0.5]", or one number for all outputs: "0.5" before 3.1. */
function baseScoreOf(
  place: FilePlace,
  outputs: number,
): { readonly values: Float32Array; readonly isVector: boolean } {
  const value = new JsonTextReader(place.text(), `${place.source}: ${place.path}`).document()
  const isVector = typeof value !== 'number'
  const values = place.with(isVector ? value : [value]).floats()
  if (values.length !== outputs && values.length !== 1) {
    place.refuse(`${outputs} numbers expected, one an output, got ${values.length}`)
  }
  return { values: values.length === outputs ? values : new Float32Array(outputs).fill(values[0]!), isVector }
}

function perFeature(learner: FilePlace, name: string, numFeature: number): readonly string[] {
  if (!learner.has(name)) return []
  const texts = learner.member(name).texts()
  if (texts.length === 0 || texts.length === numFeature) return texts
  return learner
    .member(name)
    .refuse(`${numFeature} items expected, one a feature, or none; got ${texts.length}`)
}

function attributesOf(learner: FilePlace): Readonly<Record<string, string>> {
  if (!learner.has('attributes')) return {}
  const names = [...learner.member('attributes').object().keys()]
  return Object.fromEntries(names.map((name) => [name, learner.member('attributes').member(name).text()]))
}

type Booster = Pick<
  XgboostModel,
  'trees' | 'treeInfo' | 'iterationIndptr' | 'numParallelTree' | 'weightDrop' | 'categoriesText'
>

/** Dropout weights lie beside the trees, before 3.4 around them. */
function boosterOf(booster: FilePlace, numFeature: number, outputs: number): Booster {
  const name = booster.member('name').text()
  if (name !== 'gbtree' && name !== 'dart') {
    booster.member('name').refuse(`the booster ${JSON.stringify(name)} is not read: gbtree or dart expected`)
  }
  const isWrapped = name === 'dart' && booster.has('gbtree')
  const model = (isWrapped ? booster.member('gbtree') : booster).member('model')
  const weights = isWrapped ? booster : model
  const param = model.member('gbtree_model_param')
  const trees = treesOf(model, param, numFeature)
  const numParallelTree = param.has('num_parallel_tree')
    ? Math.max(1, param.member('num_parallel_tree').count())
    : 1
  return {
    trees,
    numParallelTree,
    treeInfo: ofLength(
      model.member('tree_info'),
      model.member('tree_info').integers(0, outputs - 1),
      trees.length,
    ),
    iterationIndptr: iterationsOf(model, trees.length, outputs * numParallelTree),
    ...(weights.has('weight_drop') && { weightDrop: weightsOf(weights.member('weight_drop'), trees.length) }),
    ...categoriesOf(model),
  }
}

function treesOf(model: FilePlace, param: FilePlace, numFeature: number): readonly XgboostTree[] {
  const places = model.member('trees').items()
  const claimed = param.member('num_trees')
  if (claimed.count() !== places.length)
    claimed.refuse(`${claimed.count()} trees claimed, the file has ${places.length}`)
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
