/** What the readers of a log need of it; arrays are records too. */
export interface Records<T> extends Iterable<T> {
  readonly length: number
  at(index: number): T | undefined
}

/**
 * An append-only list of records packed into one growing column of numbers, so that a run with a million fills
 * keeps no million objects alive. Records are made anew when they are read.
 */
export abstract class PackedLog<T> implements Records<T> {
  length = 0
  private readonly stride: number
  protected values: Float64Array

  constructor(stride: number, capacity = 256) {
    this.stride = stride
    this.values = new Float64Array(stride * capacity)
  }

  /** The record that starts at `offset` of the values. */
  protected abstract read(offset: number): T

  /** Makes room for one more record and returns where it starts. */
  protected grow(): number {
    const offset = this.length * this.stride
    if (offset === this.values.length) {
      const larger = new Float64Array(this.values.length * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.length++
    return offset
  }

  at(index: number): T | undefined {
    return index >= 0 && index < this.length ? this.read(index * this.stride) : undefined
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (let k = 0; k < this.length; k++) yield this.read(k * this.stride)
  }
}
