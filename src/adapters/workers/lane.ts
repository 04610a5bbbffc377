import { Worker } from 'node:worker_threads'
import { type Answer, unpackError } from './worker-messages.ts'

interface Waiting<R> {
  readonly resolve: (result: R) => void
  readonly reject: (error: Error) => void
}

/**
 * Our workers live on typed arrays and leave little garbage: a nursery larger than this costs memory and gains
 * nothing (a sweep of two workers peaks 50 MB lower and takes as long).
 */
const NURSERY_MB = 8

/**
 * One worker thread and the questions put to it. A worker answers in the order in which it was asked, so answers
 * need no numbers. Its first answer, to no question, says that it is ready.
 */
export class Lane<T, R> {
  readonly ready: Promise<void>
  private readonly worker: Worker
  private readonly waiting: Waiting<R>[] = []
  private failure: Error | undefined
  private isClosing = false

  constructor(file: URL, start: unknown) {
    const resourceLimits = { maxYoungGenerationSizeMb: NURSERY_MB }
    this.worker = new Worker(file, { workerData: start, execArgv: [], resourceLimits })
    this.ready = new Promise<R>((resolve, reject) => this.waiting.push({ resolve, reject })).then(() => {})
    this.worker.on('message', (answer: Answer<R>) => this.take(answer))
    this.worker.on('error', (error) => this.fail(new Error(`worker stopped: ${error.message}`)))
    this.worker.on('exit', (code) => {
      if (!this.isClosing) this.fail(new Error(`worker stopped with exit code ${code}`))
    })
  }

  ask(task: T): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      if (this.failure) return reject(this.failure)
      this.waiting.push({ resolve, reject })
      this.worker.postMessage(task)
    })
  }

  /** Ends the thread; what is still being computed is given up. */
  async close(): Promise<void> {
    this.isClosing = true
    this.fail(new Error('the worker pool was closed'))
    await this.worker.terminate()
  }

  private take(answer: Answer<R>): void {
    const asker = this.waiting.shift()
    if (!asker) return // it came after the lane was closed: everybody has been told already
    if ('error' in answer) asker.reject(unpackError(answer.error))
    else asker.resolve(answer.result)
  }

  private fail(error: Error): void {
    this.failure ??= error
    for (const { reject } of this.waiting.splice(0)) reject(this.failure)
  }
}
