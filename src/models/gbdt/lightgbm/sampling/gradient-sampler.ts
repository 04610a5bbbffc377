import type { Kernel } from '../../kernel/kernel.ts'
import { FloatSorter } from '../bins/sort-floats.ts'
import type { LightgbmParams } from '../param-types.ts'
import { BlockRandom } from './block-random.ts'
import type { RowSampler } from './row-sampling.ts'

/**
 * GOSS (gradient-based one-side sampling): the rows with the largest |gradient · hessian| stay, of the others some
 * are drawn, and their gradients are scaled up to stand for all of them. The first 1 / learningRate rounds use all.
 */
export class GradientSampler implements RowSampler {
  readonly #rows: number
  readonly #classes: number
  readonly #firstRound: number
  readonly #topCount: number
  readonly #otherCount: number
  readonly #random: BlockRandom
  readonly #sizes: Float32Array
  readonly #sorter: FloatSorter

  constructor(kernel: Kernel, params: LightgbmParams, rows: number, classes: number) {
    this.#rows = rows
    this.#classes = classes
    this.#firstRound = Math.trunc(1 / params.learningRate)
    this.#topCount = Math.max(1, Math.trunc(rows * params.topRate))
    this.#otherCount = Math.trunc(rows * params.otherRate)
    this.#random = new BlockRandom(params.baggingSeed, rows)
    this.#sizes = new Float32Array(rows)
    this.#sorter = new FloatSorter(kernel, rows)
  }

  nextRound(round: number, pairs: Float32Array): Uint32Array | undefined {
    if (round < this.#firstRound) return undefined
    this.#measure(pairs)
    const sizes = this.#sizes
    const threshold = this.#sorter.sorted(sizes)[this.#rows - this.#topCount]!
    const scale = Math.fround((this.#rows - this.#topCount) / this.#otherCount)
    const bag = new Uint32Array(this.#rows)
    let size = 0
    let large = 0
    for (let row = 0; row < this.#rows; row++) {
      if (sizes[row]! >= threshold) {
        bag[size++] = row
        large++
      } else if (this.#isDrawn(row, size - large, large)) {
        bag[size++] = row
        this.#scale(pairs, row, scale)
      }
    }
    return bag.slice(0, size)
  }

  /** Σ |g · h| over the classes, in float32. */
  #measure(pairs: Float32Array): void {
    const sizes = this.#sizes.fill(0)
    for (let k = 0; k < this.#classes; k++) {
      for (let row = 0; row < this.#rows; row++) {
        const at = (k * this.#rows + row) * 2
        sizes[row]! += Math.fround(Math.abs(pairs[at]! * pairs[at + 1]!))
      }
    }
  }

  /** As many as are still needed out of the others that are still to come. */
  #isDrawn(row: number, drawn: number, large: number): boolean {
    const needed = this.#otherCount - drawn
    const left = this.#rows - row - (this.#topCount - large)
    return this.#random.nextFloat(row) < needed / left
  }

  #scale(pairs: Float32Array, row: number, scale: number): void {
    for (let k = 0; k < this.#classes; k++) {
      const at = (k * this.#rows + row) * 2
      pairs[at]! *= scale
      pairs[at + 1]! *= scale
    }
  }
}
