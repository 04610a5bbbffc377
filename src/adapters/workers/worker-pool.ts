import { availableParallelism } from 'node:os'
import { QtError } from '../../core/error.ts'
import { Lane } from './lane.ts'

/** One thread per core. */
export const allCores = () => availableParallelism()

/** Threads that are started once and then answer many tasks, each taking the next as soon as it is free. */
export class WorkerPool<T, R> {
  private readonly lanes: readonly Lane<T, R>[]

  private constructor(lanes: readonly Lane<T, R>[]) {
    this.lanes = lanes
  }

  /**
   * @param start what every worker is given at its birth; columns in shared memory arrive without copying
   * @throws QtError `usage` unless `workers` is a whole number of at least 1
   */
  static async start<T, R>(file: URL, start: unknown, workers = allCores()): Promise<WorkerPool<T, R>> {
    if (!Number.isInteger(workers) || workers < 1) {
      throw new QtError('usage', `workers: a whole number of at least 1 expected, got ${workers}`)
    }
    const pool = new WorkerPool(Array.from({ length: workers }, () => new Lane<T, R>(file, start)))
    try {
      await Promise.all(pool.lanes.map(({ ready }) => ready))
      return pool
    } catch (error) {
      await pool.close()
      throw error
    }
  }

  get size(): number {
    return this.lanes.length
  }

  /**
   * The answers in the order of the tasks, whoever gave them. After a failure no task is handed out any more; of
   * several failures the one of the earliest task is thrown.
   *
   * @param onAnswer hears of each answer as it comes
   */
  async map(tasks: readonly T[], onAnswer: (index: number, answer: R) => void = () => {}): Promise<R[]> {
    const answers = new Array<R>(tasks.length)
    const failures = new Map<number, unknown>()
    let next = 0
    const work = async (lane: Lane<T, R>) => {
      while (next < tasks.length && failures.size === 0) {
        const index = next++
        try {
          answers[index] = await lane.ask(tasks[index]!)
          onAnswer(index, answers[index])
        } catch (error) {
          failures.set(index, error)
        }
      }
    }
    await Promise.all(this.lanes.map(work))
    if (failures.size > 0) throw failures.get(Math.min(...failures.keys()))
    return answers
  }

  async close(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()))
  }
}
