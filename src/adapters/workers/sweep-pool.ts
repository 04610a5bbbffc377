import { extname } from 'node:path'
import type { TradingRules } from '../../engine/rules.ts'
import type { MarketData } from '../../market/market-data.ts'
import type { ParamSet, SweepRow } from '../../research/sweep.ts'
import { inSharedMemory } from './shared-columns.ts'
import type { SweepStart } from './sweep-worker.ts'
import { WorkerPool } from './worker-pool.ts'

export interface SweepPoolOptions {
  readonly data: MarketData
  /** Path of the strategy's file: functions do not cross threads. */
  readonly strategyFile: string
  readonly rules: TradingRules
  /** Threads; absent = one per core. */
  readonly workers?: number
  /** Feature columns that each worker keeps. In a grid the last parameter runs fastest, so few come back late. */
  readonly cachedColumns?: number
}

/** The worker's file has the ending of this one: .ts in the source, .js in a build. */
const WORKER = new URL(`./sweep-worker${extname(import.meta.url)}`, import.meta.url)

const CACHED_COLUMNS = 32

/** Chunks handed to each worker: enough that none waits long for the last, few enough that caches pay. */
const CHUNKS_PER_WORKER = 8

/**
 * A sweep on several cores: the data is shared, the workers are started once, and the rows come back in the order
 * of the parameter sets, the same whatever the number of workers. Close it when done: threads keep a program alive.
 */
export class SweepPool {
  private readonly pool: WorkerPool<readonly ParamSet[], SweepRow[]>

  private constructor(pool: WorkerPool<readonly ParamSet[], SweepRow[]>) {
    this.pool = pool
  }

  static async start(options: SweepPoolOptions): Promise<SweepPool> {
    const { data, strategyFile, rules, workers, cachedColumns = CACHED_COLUMNS } = options
    const { name, hash, isSynthetic, timeframe, finerTimeframe, instruments } = inSharedMemory(data)
    const finer = finerTimeframe ? { finerTimeframe } : {}
    const shared: MarketData = { name, hash, isSynthetic, timeframe, ...finer, instruments }
    const start: SweepStart = { data: shared, strategyFile, rules, cachedColumns }
    return new SweepPool(await WorkerPool.start(WORKER, start, workers))
  }

  /** @param onProgress hears how many of the sets are done */
  async evaluate(
    sets: readonly ParamSet[],
    onProgress: (done: number, total: number) => void = () => {},
  ): Promise<SweepRow[]> {
    let done = 0
    const chunks = chunksOf(sets, Math.ceil(sets.length / (this.pool.size * CHUNKS_PER_WORKER)))
    const rows = await this.pool.map(chunks, (_, answer) => {
      done += answer.length
      onProgress(done, sets.length)
    })
    return rows.flat()
  }

  close(): Promise<void> {
    return this.pool.close()
  }
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = []
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size))
  return chunks
}
