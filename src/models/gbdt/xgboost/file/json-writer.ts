import type { XgboostModel, XgboostTree } from '../model.ts'
import { documentText, floatsText, objectText } from './document-text.ts'
import { float32Text } from './json-text-float.ts'
import { jsonString } from './json-text-string.ts'
import { textOfObjective } from './objective.ts'

const NO_CATEGORIES = '{"enc":[],"feature_segments":[],"sorted_idx":[]}'

/**
 * The official JSON of a model, to the byte what the library of `model.version` writes: members in the order of
 * their names, parameters as texts, floats as the shortest float32 with an exponent, whole numbers without.
 */
export function writeXgboostJson(model: XgboostModel): string {
  const learner = objectText([
    ['attributes', textsText(model.attributes)],
    ['feature_names', documentText(model.featureNames)],
    ['feature_types', documentText(model.featureTypes)],
    ['gradient_booster', boosterText(model)],
    ['learner_model_param', learnerParamText(model)],
    ['objective', textOfObjective(model)],
  ])
  return `{"learner":${learner},"version":[${model.version.join(',')}]}`
}

function learnerParamText(model: XgboostModel): string {
  return textsText({
    base_score: baseScoreText(model),
    boost_from_average: model.boostFromAverage ? '1' : '0',
    num_class: String(model.numClass),
    num_feature: String(model.numFeature),
    num_target: String(model.numTarget),
  })
}

/** One number for all outputs before 3.1. */
function baseScoreText({ version, baseScore }: XgboostModel): string {
  const isScalar = isBefore(version, 3, 1) && baseScore.every((score) => Object.is(score, baseScore[0]))
  return isScalar ? float32Text(baseScore[0]!) : floatsText(baseScore)
}

function isBefore([major, minor]: XgboostModel['version'], otherMajor: number, otherMinor: number): boolean {
  return major < otherMajor || (major === otherMajor && minor < otherMinor)
}

/** DART is a booster around the trees before 3.4, then a member beside them. */
function boosterText(model: XgboostModel): string {
  const weights = model.weightDrop?.length ? floatsText(model.weightDrop) : undefined
  if (weights === undefined || !isBefore(model.version, 3, 4)) return plainBoosterText(model, weights)
  return `{"gbtree":${plainBoosterText(model, undefined)},"name":"dart","weight_drop":${weights}}`
}

function plainBoosterText(model: XgboostModel, weights: string | undefined): string {
  const param = { num_parallel_tree: String(model.numParallelTree), num_trees: String(model.trees.length) }
  const members: [string, string][] = [
    ['gbtree_model_param', textsText(param)],
    ['iteration_indptr', `[${model.iterationIndptr.join(',')}]`],
    ['tree_info', `[${model.treeInfo.join(',')}]`],
    ['trees', `[${model.trees.map((tree, id) => treeText(tree, id, model.numFeature)).join(',')}]`],
  ]
  if (!isBefore(model.version, 3, 1)) members.push(['cats', model.categoriesText ?? NO_CATEGORIES])
  if (weights !== undefined) members.push(['weight_drop', weights])
  return `{"model":${objectText(members)},"name":"gbtree"}`
}

function treeText(tree: XgboostTree, id: number, numFeature: number): string {
  const nodes = tree.leftChildren.length
  const { categorical } = tree
  return objectText([
    ['base_weights', floatsText(tree.baseWeights)],
    ['categories', integersText(categorical?.categories)],
    ['categories_nodes', integersText(categorical?.nodes)],
    ['categories_segments', integersText(categorical?.segments)],
    ['categories_sizes', integersText(categorical?.sizes)],
    ['default_left', integersText(tree.defaultLeft)],
    ['id', String(id)],
    ['left_children', integersText(tree.leftChildren)],
    ['loss_changes', floatsText(tree.lossChanges)],
    ['parents', integersText(tree.parents)],
    ['right_children', integersText(tree.rightChildren)],
    ['split_conditions', floatsText(tree.splitConditions)],
    ['split_indices', integersText(tree.splitIndices)],
    ['split_type', integersText(categorical?.splitType ?? new Uint8Array(nodes))],
    ['sum_hessian', floatsText(tree.sumHessian)],
    ['tree_param', treeParamText(tree, nodes, numFeature)],
  ])
}

function treeParamText(tree: XgboostTree, nodes: number, numFeature: number): string {
  return textsText({
    num_deleted: String(tree.numDeleted),
    num_feature: String(numFeature),
    num_nodes: String(nodes),
    size_leaf_vector: '1',
  })
}

function integersText(integers: Int32Array | Uint8Array = new Uint8Array(0)): string {
  return `[${integers.join(',')}]`
}

function textsText(texts: Readonly<Record<string, string>>): string {
  return objectText(Object.entries(texts).map(([name, text]) => [name, jsonString(text)]))
}
