import type { Kernel } from '../../kernel/kernel.ts'

/** Counters of the kernel's radix sort. */
const COUNTERS = 2048

/** Sorts float32 in the kernel. */
export class FloatSorter {
  /** Room for what is to be sorted. */
  readonly values: Float32Array
  readonly #kernel: Kernel
  readonly #address: number
  readonly #scratch: number
  readonly #counters: number

  /** @param most values at a time */
  constructor(kernel: Kernel, most: number) {
    this.#kernel = kernel
    this.#address = kernel.take(most * 4)
    this.#scratch = kernel.take(most * 4)
    this.#counters = kernel.take(COUNTERS * 4)
    this.values = kernel.f32(this.#address, most)
  }

  /** Sorts the first values in the room, ascending. @returns them, until they are overwritten */
  sortFirst(count: number): Float32Array {
    this.#kernel.exports.sortFloats(this.#address, count, this.#scratch, this.#counters)
    return this.values.subarray(0, count)
  }

  /** A sorted copy, until it is overwritten. */
  sorted(values: Float32Array): Float32Array {
    this.values.set(values)
    return this.sortFirst(values.length)
  }
}
