import type { TrainingSet } from '../../models/gbdt/feature-matrix.ts'
import { type FoldFit, type FoldTask, fitFold, type SharedBins } from '../../models/gbdt/fold.ts'
import { serve } from './serve.ts'

/** What a fold worker is started with. */
export interface FoldStart {
  readonly set: TrainingSet
  readonly bins: SharedBins
}

await serve<FoldStart, FoldTask, FoldFit>(
  async ({ set, bins }) =>
    (task) =>
      fitFold(set, task, bins),
)
