import type { XgboostModel } from '../model.ts'
import { boosterOf } from './booster.ts'
import type { FilePlace } from './document.ts'
import { JsonTextReader } from './json-text-reader.ts'
import { objectiveOf } from './objective.ts'

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
  if (outputs > OUTPUTS_MAX) {
    param.refuse(`at most ${OUTPUTS_MAX} classes or targets expected, got ${outputs}`)
  }
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
