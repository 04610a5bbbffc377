import { extname } from 'node:path'
import type { NetFit, NetTask } from '../../models/nets/fit.ts'
import { checkPanels } from '../../models/nets/windows/check-panels.ts'
import type { Panel, SeriesColumn } from '../../models/nets/windows/panel.ts'
import type { NetBackend } from '../tensorflow/open-kit.ts'
import type { NetStart } from './net-worker.ts'
import { sharedArray } from './shared-columns.ts'
import { WorkerPool } from './worker-pool.ts'

export interface NetPoolOptions {
  readonly panels: readonly Panel[]
  /** Threads; absent = one per core. */
  readonly workers?: number
  /** Absent: `wasm`. */
  readonly backend?: NetBackend
}

/** The worker's file has the ending of this one: .ts in the source, .js in a build. */
const WORKER = new URL(`./net-worker${extname(import.meta.url)}`, import.meta.url)

/**
 * Nets on several cores, one thread and one backend each: folds, seeds, recipes. The series lie in shared memory, and
 * the fits come back in the order of the tasks, the same bits whatever the number of threads. Close it when done:
 * threads keep a program alive.
 */
export class NetPool {
  private readonly pool: WorkerPool<NetTask, NetFit>

  private constructor(pool: WorkerPool<NetTask, NetFit>) {
    this.pool = pool
  }

  /** @throws QtError `data` for panels whose columns do not fit together, `usage` for a number of workers that cannot be */
  static async start({ panels, workers, backend = 'wasm' }: NetPoolOptions): Promise<NetPool> {
    checkPanels(panels)
    const start: NetStart = { panels: panels.map(sharePanel), backend }
    return new NetPool(await WorkerPool.start(WORKER, start, workers))
  }

  /** @param onFit hears of each fit as it is finished */
  fit(tasks: readonly NetTask[], onFit: (index: number, fit: NetFit) => void = () => {}): Promise<NetFit[]> {
    return this.pool.map(tasks, onFit)
  }

  close(): Promise<void> {
    return this.pool.close()
  }
}

function sharePanel(panel: Panel): Panel {
  const { channels, past, ahead, labels, weights } = panel
  return {
    ...panel,
    channels: channels.map(sharedColumn),
    ...(past ? { past: past.map(sharedColumn) } : {}),
    ...(ahead ? { ahead: ahead.map(sharedColumn) } : {}),
    ...(labels ? { labels: sharedColumn(Float64Array.from(labels)) } : {}),
    ...(weights ? { weights: sharedColumn(Float64Array.from(weights)) } : {}),
  }
}

const sharedColumn = (column: SeriesColumn): SeriesColumn => sharedArray(column)
