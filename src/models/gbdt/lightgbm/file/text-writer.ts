import { QtError } from '../../../../core/error.ts'
import { generalText } from '../../file/general-text.ts'
import type { LightgbmModel, LightgbmTree } from '../model.ts'
import { importanceLines } from './importance-lines.ts'

type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array | Uint32Array

/** The official text of a model, to the byte what the library writes. Lines end with `\n`, never `\r\n`. */
export function writeLightgbmText(model: LightgbmModel): string {
  const trees = model.trees.map((tree, index) => `Tree=${index}\n${treeLines(tree).join('\n')}\n\n\n`)
  const sizes = trees.map((tree) => tree.length) // plain ASCII: characters are bytes
  return [
    ...headerLines(model, sizes).map((line) => `${line}\n`),
    '\n',
    ...trees,
    'end of trees\n',
    ...trailerBlocks(model),
  ].join('')
}

function headerLines(model: LightgbmModel, sizes: readonly number[]): string[] {
  return [
    'tree',
    ...(model.version === '' ? [] : [`version=${model.version}`]),
    `num_class=${model.numClass}`,
    `num_tree_per_iteration=${model.treesPerIteration}`,
    `label_index=${model.labelIndex}`,
    `max_feature_idx=${model.featureNames.length - 1}`,
    ...(model.objective === '' ? [] : [`objective=${model.objective}`]),
    ...(model.averageOutput ? ['average_output'] : []),
    `feature_names=${model.featureNames.map(nameText).join(' ')}`,
    ...(model.monotoneConstraints.length === 0
      ? []
      : [`monotone_constraints=${model.monotoneConstraints.join(' ')}`]),
    `feature_infos=${model.featureInfos.join(' ')}`,
    `tree_sizes=${sizes.join(' ')}`,
  ]
}

/** Blanks separate names, so the library writes them as underscores. */
function nameText(name: string): string {
  if (name !== '' && !/[\r\n]/.test(name)) return name.replaceAll(' ', '_')
  const problem = `a LightGBM file cannot hold the feature name ${JSON.stringify(name)}`
  throw new QtError('usage', problem, 'one or more characters on one line')
}

function treeLines(tree: LightgbmTree): string[] {
  const categories = [
    `cat_boundaries=${tree.catBoundaries.join(' ')}`,
    `cat_threshold=${tree.catThreshold.join(' ')}`,
  ]
  return [
    `num_leaves=${tree.leafCount}`,
    `num_cat=${tree.numCat}`,
    `split_feature=${tree.splitFeature.join(' ')}`,
    `split_gain=${short(tree.splitGain)}`,
    `threshold=${exact(tree.threshold)}`,
    `decision_type=${tree.decisionType.join(' ')}`,
    `left_child=${tree.leftChild.join(' ')}`,
    `right_child=${tree.rightChild.join(' ')}`,
    `leaf_value=${exact(tree.leafValue)}`,
    `leaf_weight=${tree.leafCount === 1 ? '' : exact(tree.leafWeight)}`,
    `leaf_count=${tree.leafSampleCount.join(' ')}`,
    `internal_value=${short(tree.internalValue)}`,
    `internal_weight=${short(tree.internalWeight)}`,
    `internal_count=${tree.internalCount.join(' ')}`,
    ...(tree.numCat === 0 ? [] : categories),
    'is_linear=0',
    `shrinkage=${generalText(tree.shrinkage, 6)}`,
  ]
}

/** What prediction uses: all 17 digits of a double. */
function exact(numbers: Numbers): string {
  return Array.from(numbers, (number) => generalText(number, 17)).join(' ')
}

/** What only describes the tree: six digits. */
function short(numbers: Numbers): string {
  return Array.from(numbers, (number) => generalText(number, 6)).join(' ')
}

function trailerBlocks(model: LightgbmModel): string[] {
  const importances = model.importanceLines ?? importanceLines(model.featureNames.map(nameText), model.trees)
  const blocks = [`\nfeature_importances:\n${importances.map((line) => `${line}\n`).join('')}`]
  if (model.parameters)
    blocks.push(`\nparameters:\n${model.parameters.map((line) => `${line}\n`).join('')}\nend of parameters\n`)
  if (model.tail !== undefined) blocks.push(`\n${model.tail}\n`)
  return blocks
}
