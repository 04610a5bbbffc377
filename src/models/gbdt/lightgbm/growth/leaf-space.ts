import { histogramBytes } from '../../binning/binned-matrix.ts'
import { HistogramPool } from '../../growth/histogram-pool.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { LightgbmBins } from '../bins/bins.ts'

/** What the search of a leaf's split needs and leaves behind for its children: addresses. */
export interface LeafSpace {
  readonly histogram: number
  /** Mask of the features: whether there was any split of it. */
  readonly splittable: number
}

/** Spaces that leaves hold and give back. */
export class LeafSpaces {
  readonly #pool: HistogramPool
  readonly #histogramBytes: number

  constructor(kernel: Kernel, { matrix, used }: LightgbmBins) {
    this.#histogramBytes = histogramBytes(matrix.plan)
    this.#pool = new HistogramPool(kernel, this.#histogramBytes + used.length, 'lower numLeaves or maxBin')
  }

  /** @throws QtError `usage` when the leaves need more than the kernel can hold */
  take(): LeafSpace {
    const histogram = this.#pool.take()
    return { histogram, splittable: histogram + this.#histogramBytes }
  }

  giveBack({ histogram }: LeafSpace): void {
    this.#pool.giveBack(histogram)
  }
}
