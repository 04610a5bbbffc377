import { FoldPool } from '../../../../src/adapters/workers/fold-pool.ts'
import { Digest } from '../../../../src/core/hash.ts'
import type { TrainingSet } from '../../../../src/models/gbdt/feature-matrix.ts'
import type { FoldFit, SharedBins } from '../../../../src/models/gbdt/fold.ts'
import { binForLightgbm } from '../../../../src/models/gbdt/lightgbm/bins/bins.ts'
import { binForXgboost } from '../../../../src/models/gbdt/xgboost/bins/bins.ts'
import type { Library } from '../../../support/gbdt/cases.ts'
import { printOfModel } from './equal-models.ts'
import { FOLD_SHAPE, tasksOf } from './folds.ts'
import { readTreeData } from './tree-data.ts'
import { PARAMS } from './tree-task.ts'

export const CORES = 2
export const LIBRARIES: readonly Library[] = ['xgboost', 'lightgbm']

/** Where the bins come from: made once for all folds, or of each fold's own training rows (as the peer does). */
export type Bins = 'shared' | 'own'

export const readFoldData = (folder: string): TrainingSet => readTreeData(folder, FOLD_SHAPE)

/** All folds of both models, from the columns in memory to the predictions, the start of the threads included. */
export async function walkForward(set: TrainingSet, bins: Bins): Promise<FoldFit[]> {
  const shared = bins === 'shared' ? { bins: binsOf(set) } : {}
  const pool = await FoldPool.start({ set, workers: CORES, ...shared })
  const fits = await pool.fit(LIBRARIES.flatMap(tasksOf))
  await pool.close()
  return fits
}

const binsOf = (set: TrainingSet): SharedBins => ({
  xgboost: binForXgboost(set, { maxBin: PARAMS.xgboost.max_bin }),
  lightgbm: binForLightgbm(set),
})

export function printOfFolds(fits: readonly FoldFit[]): string {
  const digest = new Digest()
  for (const { model, predictions } of fits) digest.text(printOfModel(model)).array(predictions!)
  return digest.hex()
}
