import type { LightgbmModel, LightgbmTree } from '../../../src/models/gbdt/lightgbm/model.ts'
import type { XgboostModel, XgboostTree } from '../../../src/models/gbdt/xgboost/model.ts'

/**
 * What official model files say, read in the plainest way: independent of the product's readers, so that these are
 * tested too. Only well-formed files of the versions at hand.
 */

export type OfficialXgboost = Pick<
  XgboostModel,
  'baseScore' | 'numFeature' | 'numClass' | 'numParallelTree' | 'attributes' | 'treeInfo' | 'iterationIndptr'
> & { readonly objective: string; readonly trees: readonly Omit<XgboostTree, 'categorical' | 'numDeleted'>[] }

interface XgboostFile {
  readonly learner: {
    readonly attributes: Record<string, string>
    readonly learner_model_param: Record<string, string>
    readonly objective: { readonly name: string }
    readonly gradient_booster: {
      readonly model: {
        readonly gbtree_model_param: Record<string, string>
        readonly tree_info: number[]
        readonly iteration_indptr: number[]
        readonly trees: Record<string, (number | string)[]>[]
      }
    }
  }
}

export function officialXgboost(text: string): OfficialXgboost {
  const quoted = text.replace(/(?<=[[,:])(-?Infinity|NaN)/g, '"$1"')
  const { learner } = JSON.parse(quoted) as XgboostFile
  const { model } = learner.gradient_booster
  const params = learner.learner_model_param
  return {
    objective: learner.objective.name,
    attributes: learner.attributes,
    baseScore: Float32Array.from(params.base_score!.replace(/[[\]]/g, '').split(',').map(Number)),
    numFeature: Number(params.num_feature),
    numClass: Number(params.num_class),
    numParallelTree: Number(model.gbtree_model_param.num_parallel_tree),
    treeInfo: Int32Array.from(model.tree_info),
    iterationIndptr: Int32Array.from(model.iteration_indptr),
    trees: model.trees.map(xgboostTree),
  }
}

function xgboostTree(tree: Record<string, (number | string)[]>): OfficialXgboost['trees'][number] {
  const integers = (name: string) => Int32Array.from(tree[name]!, Number)
  const floats = (name: string) => Float32Array.from(tree[name]!, Number)
  return {
    leftChildren: integers('left_children'),
    rightChildren: integers('right_children'),
    parents: integers('parents'),
    splitIndices: integers('split_indices'),
    splitConditions: floats('split_conditions'),
    defaultLeft: Uint8Array.from(tree.default_left!, Number),
    baseWeights: floats('base_weights'),
    lossChanges: floats('loss_changes'),
    sumHessian: floats('sum_hessian'),
  }
}

export type OfficialLightgbm = Pick<
  LightgbmModel,
  'numClass' | 'treesPerIteration' | 'objective' | 'featureNames' | 'featureInfos'
> & { readonly trees: readonly Omit<LightgbmTree, 'catBoundaries' | 'catThreshold'>[] }

export function officialLightgbm(text: string): OfficialLightgbm {
  const [head, ...blocks] = text.split('end of trees')[0]!.split(/^Tree=\d+\n/m)
  const header = fieldsOf(head!)
  return {
    numClass: Number(header.num_class),
    treesPerIteration: Number(header.num_tree_per_iteration),
    objective: header.objective!,
    featureNames: header.feature_names!.split(' '),
    featureInfos: header.feature_infos!.split(' '),
    trees: blocks.map(lightgbmTree),
  }
}

function lightgbmTree(block: string): OfficialLightgbm['trees'][number] {
  const fields = fieldsOf(block)
  const numbers = (name: string) => (fields[name] ? fields[name].split(' ').map(numberOf) : [])
  return {
    leafCount: Number(fields.num_leaves),
    numCat: Number(fields.num_cat),
    splitFeature: Int32Array.from(numbers('split_feature')),
    splitGain: Float32Array.from(numbers('split_gain')),
    threshold: Float64Array.from(numbers('threshold')),
    decisionType: Uint8Array.from(numbers('decision_type')),
    leftChild: Int32Array.from(numbers('left_child')),
    rightChild: Int32Array.from(numbers('right_child')),
    internalValue: Float64Array.from(numbers('internal_value')),
    internalWeight: Float64Array.from(numbers('internal_weight')),
    internalCount: Int32Array.from(numbers('internal_count')),
    leafValue: Float64Array.from(numbers('leaf_value')),
    leafWeight: Float64Array.from(numbers('leaf_weight')),
    leafSampleCount: Int32Array.from(numbers('leaf_count')),
    shrinkage: Number(fields.shrinkage),
  }
}

function fieldsOf(block: string): Record<string, string> {
  const pairs = block.split('\n').filter((line) => line.includes('='))
  return Object.fromEntries(
    pairs.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}

/** C prints `inf` and `nan`. */
const numberOf = (text: string): number => Number(text.replace('inf', 'Infinity').replace('nan', 'NaN'))
