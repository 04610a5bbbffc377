import { histogramBytes, type MatrixPlan } from '../binning/binned-matrix.ts'
import type { Kernel } from '../kernel/kernel.ts'

/** Histograms that leaves hold and give back; taken from the kernel when none is free. */
export class HistogramPool {
  readonly #kernel: Kernel
  readonly #bytes: number
  readonly #free: number[] = []

  constructor(kernel: Kernel, plan: MatrixPlan) {
    this.#kernel = kernel
    this.#bytes = histogramBytes(plan)
  }

  take(): number {
    return this.#free.pop() ?? this.#kernel.take(this.#bytes)
  }

  giveBack(histogram: number): void {
    this.#free.push(histogram)
  }
}
