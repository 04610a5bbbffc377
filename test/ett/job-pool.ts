import { sharedArray } from '../../src/adapters/workers/shared-columns.ts'
import { WorkerPool } from '../../src/adapters/workers/worker-pool.ts'
import type { Benchmark } from './benchmark.ts'
import { TITLES } from './models.ts'
import type { Job, Outcome } from './outcome.ts'

/** Jobs on several threads, one at a time each, over columns that all of them share. */
export class JobPool {
  private readonly pool: WorkerPool<Job, Outcome>
  private readonly log: (text: string) => void

  private constructor(pool: WorkerPool<Job, Outcome>, log: (text: string) => void) {
    this.pool = pool
    this.log = log
  }

  static async start(benchmark: Benchmark, workers: number, log: (text: string) => void): Promise<JobPool> {
    const start: Benchmark = { ...benchmark, columns: benchmark.columns.map(sharedArray) }
    return new JobPool(
      await WorkerPool.start(new URL('./job-worker.ts', import.meta.url), start, workers),
      log,
    )
  }

  /** The outcomes in the order of the jobs; each is told as it comes. */
  run(jobs: readonly Job[]): Promise<Outcome[]> {
    const begin = performance.now()
    let done = 0
    return this.pool.map(jobs, (_, outcome) => {
      done++
      const left = ((performance.now() - begin) / 1000 / done) * (jobs.length - done)
      const { model, horizon, test, seconds } = outcome
      const found = `test MSE ${test.mse.toFixed(4)}, ${seconds.toFixed(1)} s`
      const rest =
        done < jobs.length ? `; ${done} of ${jobs.length} done, about ${Math.round(left)} s left` : ''
      this.log(
        `${TITLES[model]} ${horizon}${'training' in outcome ? ` seed ${outcome.seed}` : ''}: ${found}${rest}`,
      )
    })
  }

  close(): Promise<void> {
    return this.pool.close()
  }
}
