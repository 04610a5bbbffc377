import type { TrainingSet } from '../feature-matrix.ts'
import { pythonText } from '../file/python-text.ts'
import type { RoundTree } from './boosting.ts'
import type { EarlyStopping } from './evaluation/early-stopping.ts'
import type { XgboostModel } from './model.ts'
import { classesOf, OBJECTIVES } from './objective/objectives.ts'
import type { XgboostParams } from './params.ts'

/** The release of the official library whose trees these are. */
const VERSION = [3, 4, 1] as const

/** The model of a fit; with `saveBest` the rounds after the best one are dropped. */
export function fittedModel(
  set: TrainingSet,
  params: XgboostParams,
  baseScore: Float32Array,
  trees: readonly RoundTree[],
  stopping: EarlyStopping | undefined,
  saveBest: boolean,
): XgboostModel {
  const perRound = classesOf(params) * params.numParallelTree
  const rounds = stopping && saveBest ? stopping.bestIteration + 1 : trees.length / perRound
  const kept = trees.slice(0, rounds * perRound)
  return {
    library: 'xgboost',
    version: VERSION,
    objective: params.objective,
    objectiveParams: OBJECTIVES[params.objective].fileParams(params),
    baseScore,
    boostFromAverage: params.baseScore === undefined,
    numFeature: set.columns.length,
    numClass: params.numClass,
    numTarget: 1,
    numParallelTree: params.numParallelTree,
    featureNames: set.names ?? [],
    featureTypes: [],
    attributes: stopping ? bestOf(stopping) : {},
    trees: kept.map(({ tree }) => tree),
    treeInfo: Int32Array.from(kept, ({ classIndex }) => classIndex),
    iterationIndptr: Int32Array.from({ length: rounds + 1 }, (_, round) => round * perRound),
  }
}

function bestOf({ bestIteration, bestScore }: EarlyStopping): Record<string, string> {
  return { best_iteration: String(bestIteration), best_score: pythonText(bestScore) }
}
