/** What the readers of a log need of it; arrays are records too. */
export interface Records<T> extends Iterable<T> {
  readonly length: number
  at(index: number): T | undefined
}

/** Records in one chunk: chunks are never moved, so a log grows without copying. */
const CHUNK = 1024

/**
 * An append-only list of records packed into numbers, so that a run with a million fills keeps no million
 * objects alive. Records are made anew when they are read. A cleared log keeps its memory for the next run.
 */
export abstract class PackedLog<T> implements Records<T> {
  length = 0
  private readonly stride: number
  private readonly chunks: Float64Array[] = []
  /** The chunk being written, and where the next record goes in it. */
  private chunk: Float64Array = new Float64Array(0)
  private next = 0

  constructor(stride: number) {
    this.stride = stride
  }

  /** The record that starts at `offset` of the chunk. */
  protected abstract read(chunk: Float64Array, offset: number, index: number): T

  protected abstract write(chunk: Float64Array, offset: number, record: T): void

  push(record: T): void {
    if (this.next === this.chunk.length) this.openChunk()
    this.write(this.chunk, this.next, record)
    this.next += this.stride
    this.length++
  }

  private openChunk(): void {
    const index = this.length / CHUNK
    if (index === this.chunks.length) this.chunks.push(new Float64Array(CHUNK * this.stride))
    this.chunk = this.chunks[index]!
    this.next = 0
  }

  clear(): void {
    this.length = 0
    this.chunk = new Float64Array(0)
    this.next = 0
  }

  at(index: number): T | undefined {
    if (index < 0 || index >= this.length) return undefined
    const chunk = this.chunks[Math.floor(index / CHUNK)]!
    return this.read(chunk, (index % CHUNK) * this.stride, index)
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (let k = 0; k < this.length; k++) yield this.at(k)!
  }

  /** As JSON a log is the list of its records. */
  toJSON(): T[] {
    return [...this]
  }
}
