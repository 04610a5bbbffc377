import { extname } from 'node:path'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { QtError } from '../../core/error.ts'
import type { Crew } from '../../models/gbdt/kernel/crew.ts'
import type { Kernel } from '../../models/gbdt/kernel/kernel.ts'
import { awaitChange, DONE, FAILED, JOIN, OPERATION, RECORD, TURN, WORDS } from './crew-signal.ts'
import type { CrewStart } from './crew-worker.ts'

/** The worker's file has the ending of this one: .ts in the source, .js in a build. */
const WORKER = new URL(`./crew-worker${extname(import.meta.url)}`, import.meta.url)

/** No single operation takes this long; a thread that is silent for so long has died. */
const SILENCE_MS = 120_000

/**
 * Several threads on one fit: each takes its part of every operation of the kernel, this thread the first one.
 * They work on the kernel's own memory, so nothing is copied, and the model is the same, bit for bit, as without.
 *
 * The caller's thread waits while they work: use one crew for one fit at a time, and close it when done.
 */
export class TreeCrew implements Crew {
  readonly parts: number
  private readonly words = new Int32Array(new SharedArrayBuffer(WORDS * 4))
  private readonly workers: readonly Worker[]
  private readonly ports: readonly MessagePort[]
  private kernel: Kernel | undefined
  private isClosed = false

  private constructor(threads: number) {
    this.parts = threads
    const channels = Array.from({ length: threads - 1 }, () => new MessageChannel())
    this.ports = channels.map(({ port1 }) => port1)
    this.workers = channels.map(({ port2 }, i) => this.startWorker(port2, i + 1))
    for (const port of this.ports) port.unref()
  }

  /**
   * @param threads threads that share the work, this one included
   * @throws QtError `usage` unless `threads` is a whole number of at least 1
   */
  static start(threads: number): TreeCrew {
    if (!Number.isInteger(threads) || threads < 1) {
      throw new QtError('usage', `threads: a whole number of at least 1 expected, got ${threads}`)
    }
    return new TreeCrew(threads)
  }

  /** @throws QtError `usage` after the crew was closed */
  perform(kernel: Kernel, operation: number, record: number): void {
    if (this.isClosed) throw new QtError('usage', 'the crew of threads was closed: start another one')
    if (this.kernel !== kernel) this.join(kernel)
    this.signal(operation, record)
    try {
      kernel.exports.perform(operation, record, 0, this.parts)
    } finally {
      this.awaitOthers()
    }
  }

  /** Ends the threads; a crew that is closed already stays so. */
  async close(): Promise<void> {
    this.isClosed = true
    for (const port of this.ports) port.close()
    await Promise.all(this.workers.map((worker) => worker.terminate()))
  }

  private startWorker(port: MessagePort, part: number): Worker {
    const start: CrewStart = { words: this.words, port, part, parts: this.parts }
    const worker = new Worker(WORKER, { workerData: start, transferList: [port], execArgv: [] })
    worker.unref()
    return worker
  }

  private join(kernel: Kernel): void {
    for (const port of this.ports) port.postMessage(kernel.memory)
    this.signal(JOIN, 0)
    this.awaitOthers()
    this.kernel = kernel
  }

  private signal(operation: number, record: number): void {
    Atomics.store(this.words, DONE, 0)
    Atomics.store(this.words, OPERATION, operation)
    Atomics.store(this.words, RECORD, record)
    Atomics.add(this.words, TURN, 1)
    Atomics.notify(this.words, TURN)
  }

  private awaitOthers(): void {
    const others = this.workers.length
    for (let done = Atomics.load(this.words, DONE); done < others; done = Atomics.load(this.words, DONE)) {
      if (!awaitChange(this.words, DONE, done, SILENCE_MS))
        throw new Error('a thread of the crew does not answer')
    }
    if (Atomics.exchange(this.words, FAILED, 0))
      throw new Error(`a thread of the crew failed: ${this.firstMessage()}`)
  }

  private firstMessage(): string {
    const messages = this.ports.map((port) => receiveMessageOnPort(port)?.message as string | undefined)
    return messages.find((message) => message !== undefined) ?? 'it did not say why'
  }
}
