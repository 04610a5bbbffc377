import type { EvaluationSet, TrainingSet } from '../../../src/models/gbdt/feature-matrix.ts'
import type { Crew } from '../../../src/models/gbdt/kernel/crew.ts'
import type { LightgbmModel } from '../../../src/models/gbdt/lightgbm/model.ts'
import type { XgboostModel } from '../../../src/models/gbdt/xgboost/model.ts'
import type { GbdtCase, Library } from './cases.ts'
import { type Comparison, compareLightgbm, compareXgboost } from './compare-models.ts'
import { officialLightgbm, officialXgboost } from './official.ts'
import { paramsOf } from './params.ts'

export type TreeModel = XgboostModel | LightgbmModel

/** A fit of either library. */
export interface TreeFit {
  readonly model: TreeModel
  readonly history: GbdtCase['official']['history']
  readonly bestIteration?: number
}

export interface FitOptions {
  readonly evaluation?: readonly EvaluationSet[]
  readonly earlyStoppingRounds?: number
  readonly saveBest?: boolean
  readonly crew?: Crew
}

type Train = (set: TrainingSet, params: object, options: FitOptions) => TreeFit

/** The trainer of a library; only that one is loaded. */
export async function trainerOf(library: Library): Promise<Train> {
  if (library === 'xgboost') return (await import('../../../src/models/gbdt/xgboost/train.ts')).trainXgboost
  return (await import('../../../src/models/gbdt/lightgbm/train.ts')).trainLightgbm
}

/** Our fit of a case. */
export function trainCase(one: GbdtCase, train: Train): TreeFit {
  const set = one.train()
  const others = one.evals()
  const evaluation = one.watchesTrain ? [{ ...set, name: 'train' }, ...others] : others
  const stopping = one.patience === undefined ? {} : stoppingAfter(one.patience, one.library)
  return train(set, paramsOf(one), { ...(evaluation.length > 0 && { evaluation }), ...stopping })
}

/** The official lightgbm.train answers with the rounds up to the best one, xgboost.train with all. */
function stoppingAfter(earlyStoppingRounds: number, library: Library): FitOptions {
  return { earlyStoppingRounds, saveBest: library === 'lightgbm' }
}

/** A model of ours beside the official one of its case. */
export function compareCase(one: GbdtCase, model: TreeModel): Comparison {
  return model.library === 'xgboost'
    ? compareXgboost(model, officialXgboost(one.official.model))
    : compareLightgbm(model, officialLightgbm(one.official.model))
}
