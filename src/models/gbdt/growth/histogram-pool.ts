import { QtError } from '../../../core/error.ts'
import type { Kernel } from '../kernel/kernel.ts'

/** Histograms that leaves hold and give back; taken from the kernel when none is free. */
export class HistogramPool {
  readonly #kernel: Kernel
  readonly #bytes: number
  readonly #hint: string
  readonly #free: number[] = []

  /**
   * @param bytes of a histogram and of what is kept beside it
   * @param hint  what to change when the kernel cannot hold them
   */
  constructor(kernel: Kernel, bytes: number, hint: string) {
    this.#kernel = kernel
    this.#bytes = bytes
    this.#hint = hint
  }

  /**
   * @returns an address
   * @throws QtError `usage` when the leaves that may still be split need more than the kernel can hold
   */
  take(): number {
    return this.#free.pop() ?? this.#takeNew()
  }

  #takeNew(): number {
    try {
      return this.#kernel.take(this.#bytes)
    } catch (cause) {
      const problem = 'the histograms of this tree need more memory than there is, 4 GiB at most'
      throw new QtError('usage', problem, this.#hint, { cause })
    }
  }

  giveBack(histogram: number): void {
    this.#free.push(histogram)
  }
}
