import type { LightgbmParams } from './params.ts'
import { LightgbmRandom } from './random.ts'

/** Rows that share a generator, so that threads of the original draw the same. */
const BLOCK_ROWS = 1024

/** Chooses the rows that the trees of a round are grown on. */
export interface RowSampler {
  /**
   * @param pairs [classes × rows × 2] gradients and hessians of the round; GOSS scales those that it draws
   * @returns the rows, ascending; undefined: all
   */
  nextRound(round: number, pairs: Float32Array): Uint32Array | undefined
}

/** The sampler that the parameters ask for. */
export function makeRowSampler(params: LightgbmParams, rows: number, classes: number): RowSampler {
  if (params.dataSampleStrategy === 'goss') return new GradientSampler(params, rows, classes)
  const isBagging = params.baggingFreq > 0 && params.baggingFraction < 1
  return isBagging ? new Bagging(params, rows) : { nextRound: () => undefined }
}

function blockGenerators(seed: number, rows: number): LightgbmRandom[] {
  return Array.from({ length: Math.ceil(rows / BLOCK_ROWS) }, (_, block) => new LightgbmRandom(seed + block))
}

/** A bag of about `baggingFraction` of the rows, every `baggingFreq` rounds. */
class Bagging implements RowSampler {
  readonly #params: LightgbmParams
  readonly #rows: number
  readonly #generators: LightgbmRandom[]
  #bag: Uint32Array | undefined

  constructor(params: LightgbmParams, rows: number) {
    this.#params = params
    this.#rows = rows
    this.#generators = blockGenerators(params.baggingSeed, rows)
  }

  nextRound(round: number): Uint32Array | undefined {
    const isDue = round % this.#params.baggingFreq === 0 && this.#bag?.length !== this.#rows
    if (!this.#bag || isDue) this.#bag = this.#draw()
    return this.#bag
  }

  #draw(): Uint32Array {
    const bag = new Uint32Array(this.#rows)
    let size = 0
    for (let row = 0; row < this.#rows; row++) {
      const generator = this.#generators[Math.trunc(row / BLOCK_ROWS)]!
      if (generator.nextFloat() < this.#params.baggingFraction) bag[size++] = row
    }
    return bag.slice(0, size)
  }
}

/**
 * GOSS (gradient-based one-side sampling): the rows with the largest |gradient · hessian| stay, of the others some
 * are drawn, and their gradients are scaled up to stand for all of them. The first 1 / learningRate rounds use all.
 */
class GradientSampler implements RowSampler {
  readonly #rows: number
  readonly #classes: number
  readonly #firstRound: number
  readonly #topCount: number
  readonly #otherCount: number
  readonly #generators: LightgbmRandom[]

  constructor(params: LightgbmParams, rows: number, classes: number) {
    this.#rows = rows
    this.#classes = classes
    this.#firstRound = Math.trunc(1 / params.learningRate)
    this.#topCount = Math.max(1, Math.trunc(rows * params.topRate))
    this.#otherCount = Math.trunc(rows * params.otherRate)
    this.#generators = blockGenerators(params.baggingSeed, rows)
  }

  nextRound(round: number, pairs: Float32Array): Uint32Array | undefined {
    if (round < this.#firstRound) return undefined
    const sizes = this.#sizes(pairs)
    const threshold = sizes.slice().sort()[this.#rows - this.#topCount]!
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
  #sizes(pairs: Float32Array): Float32Array {
    const sizes = new Float32Array(this.#rows)
    for (let k = 0; k < this.#classes; k++) {
      for (let row = 0; row < this.#rows; row++) {
        const at = (k * this.#rows + row) * 2
        sizes[row]! += Math.fround(Math.abs(pairs[at]! * pairs[at + 1]!))
      }
    }
    return sizes
  }

  /** As many as are still needed out of the others that are still to come. */
  #isDrawn(row: number, drawn: number, large: number): boolean {
    const needed = this.#otherCount - drawn
    const left = this.#rows - row - (this.#topCount - large)
    return this.#generators[Math.trunc(row / BLOCK_ROWS)]!.nextFloat() < needed / left
  }

  #scale(pairs: Float32Array, row: number, scale: number): void {
    for (let k = 0; k < this.#classes; k++) {
      const at = (k * this.#rows + row) * 2
      pairs[at]! *= scale
      pairs[at + 1]! *= scale
    }
  }
}
