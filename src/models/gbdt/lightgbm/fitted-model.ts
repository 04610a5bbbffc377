import type { FeatureMatrix } from '../feature-matrix.ts'
import { generalText } from '../file/general-text.ts'
import type { BinMapper } from './bins/bin-mapper.ts'
import type { LightgbmBins } from './bins/bins.ts'
import { lightgbmParameterLines } from './file/parameter-lines.ts'
import type { LightgbmModel, LightgbmTree } from './model.ts'
import type { Objective } from './objective/objectives.ts'
import type { LightgbmParams } from './param-types.ts'
import { unusedSeeds } from './sampling/seeds.ts'

/** The model of a fit: all that its file says. */
export function fittedModel(
  matrix: FeatureMatrix,
  params: LightgbmParams,
  objective: Objective,
  { mappers }: LightgbmBins,
  trees: readonly LightgbmTree[],
): LightgbmModel {
  return {
    library: 'lightgbm',
    version: 'v4',
    numClass: objective.classes,
    treesPerIteration: objective.classes,
    labelIndex: 0,
    objective: objective.line,
    averageOutput: false,
    featureNames: mappers.map((_, f) => (matrix.names?.[f] ?? `Column_${f}`).replaceAll(' ', '_')),
    featureInfos: mappers.map(infoOf),
    monotoneConstraints: [],
    trees,
    parameters: lightgbmParameterLines(officialNames(params)),
    tail: 'pandas_categorical:null',
  }
}

/** Range of a feature's values; none if it is not used. */
function infoOf({ isTrivial, minimum, maximum }: BinMapper): string {
  return isTrivial ? 'none' : `[${generalText(minimum, 17)}:${generalText(maximum, 17)}]`
}

/** Parameters whose official name is not ours in snake case. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  rounds: 'num_iterations',
  lambdaL1: 'lambda_l1',
  lambdaL2: 'lambda_l2',
  binConstructSampleCount: 'bin_construct_sample_cnt',
  featureFractionByNode: 'feature_fraction_bynode',
}

function officialNames(params: LightgbmParams): Record<string, string | number> {
  const named = Object.entries(params).map(([name, value]) => [
    OTHER_NAMES[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    typeof value === 'object' ? value.join(',') : typeof value === 'boolean' ? Number(value) : value,
  ])
  return { ...Object.fromEntries(named), ...(params.seed !== undefined && unusedSeeds(params.seed)) }
}
