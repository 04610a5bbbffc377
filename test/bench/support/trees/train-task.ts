import type { TrainingSet } from '../../../../src/models/gbdt/feature-matrix.ts'
import type { Crew } from '../../../../src/models/gbdt/kernel/crew.ts'
import { paramsOf } from '../../../support/gbdt/params.ts'
import { type TreeModel, trainerOf } from '../../../support/gbdt/train.ts'
import { PARAMS, type TreeTask } from './tree-task.ts'

/** Our model of a task. */
export async function trainTask(task: TreeTask, set: TrainingSet, crew?: Crew): Promise<TreeModel> {
  const { library, rounds } = task
  const train = await trainerOf(library)
  const params = paramsOf({ library, rounds, params: PARAMS[library], metrics: [] })
  return train(set, params, crew ? { crew } : {}).model
}
