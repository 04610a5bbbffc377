import { extname } from 'node:path'
import { rowsOf, type TrainingSet } from '../../models/gbdt/feature-matrix.ts'
import type { FoldFit, FoldTask, SharedBins } from '../../models/gbdt/fold.ts'
import type { FoldStart } from './fold-worker.ts'
import { sharedArray } from './shared-columns.ts'
import { WorkerPool } from './worker-pool.ts'

export interface FoldPoolOptions {
  readonly set: TrainingSet
  /** Bins made once for all folds. Absent: each fold makes its own from its training rows. */
  readonly bins?: SharedBins
  /** Threads; absent = one per core. */
  readonly workers?: number
}

/** The worker's file has the ending of this one: .ts in the source, .js in a build. */
const WORKER = new URL(`./fold-worker${extname(import.meta.url)}`, import.meta.url)

/**
 * Folds on several cores, one thread each: the data lies in shared memory, and the fits come back in the order of
 * the tasks, the same bits whatever the number of threads. Close it when done: threads keep a program alive.
 */
export class FoldPool {
  private readonly pool: WorkerPool<FoldTask, FoldFit>

  private constructor(pool: WorkerPool<FoldTask, FoldFit>) {
    this.pool = pool
  }

  static async start({ set, bins = {}, workers }: FoldPoolOptions): Promise<FoldPool> {
    const start: FoldStart = { set: shareSet(set), bins }
    return new FoldPool(await WorkerPool.start(WORKER, start, workers))
  }

  /** @param onFit hears of each fit as it is finished */
  fit(
    tasks: readonly FoldTask[],
    onFit: (index: number, fit: FoldFit) => void = () => {},
  ): Promise<FoldFit[]> {
    return this.pool.map(tasks, onFit)
  }

  close(): Promise<void> {
    return this.pool.close()
  }
}

function shareSet(set: TrainingSet): TrainingSet {
  const { labels, weights } = set
  rowsOf(set)
  return {
    ...set,
    columns: set.columns.map(sharedArray),
    labels: sharedFloats(labels),
    ...(weights ? { weights: sharedFloats(weights) } : {}),
  }
}

/** What is no number becomes NaN, which a fold that uses it refuses. */
function sharedFloats(values: ArrayLike<unknown>): Float32Array {
  return sharedArray(Float32Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN)))
}
