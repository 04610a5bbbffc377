import { QtError } from '../../../../core/error.ts'
import { histogramBytes, type MatrixPlan } from '../../binning/binned-matrix.ts'
import type { Kernel } from '../../kernel/kernel.ts'

/** Histograms that leaves hold and give back; taken from the kernel when none is free. */
export class HistogramPool {
  readonly #kernel: Kernel
  readonly #bytes: number
  readonly #free: number[] = []

  constructor(kernel: Kernel, plan: MatrixPlan) {
    this.#kernel = kernel
    this.#bytes = histogramBytes(plan)
  }

  /** @throws QtError `usage` when the leaves that may still be split need more than the kernel can hold */
  take(): number {
    return this.#free.pop() ?? this.#takeNew()
  }

  #takeNew(): number {
    try {
      return this.#kernel.take(this.#bytes)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      const hint = 'set maxLeaves, or lower maxDepth or maxBin'
      throw new QtError(
        'usage',
        'the histograms of this tree need more memory than there is, 4 GiB at most',
        hint,
        { cause: error },
      )
    }
  }

  giveBack(histogram: number): void {
    this.#free.push(histogram)
  }
}
