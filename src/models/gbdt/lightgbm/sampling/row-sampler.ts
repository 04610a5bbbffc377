import type { Kernel } from '../../kernel/kernel.ts'
import type { LightgbmParams } from '../param-types.ts'
import { BlockRandom } from './block-random.ts'
import { GradientSampler } from './gradient-sampler.ts'
import type { RowSampler } from './row-sampling.ts'

/** The sampler that the parameters ask for. */
export function makeRowSampler(
  kernel: Kernel,
  params: LightgbmParams,
  rows: number,
  classes: number,
): RowSampler {
  if (params.dataSampleStrategy === 'goss') return new GradientSampler(kernel, params, rows, classes)
  const isBagging = params.baggingFreq > 0 && params.baggingFraction < 1
  return isBagging ? new Bagging(params, rows) : { nextRound: () => undefined }
}

/** A bag of about `baggingFraction` of the rows, every `baggingFreq` rounds. */
class Bagging implements RowSampler {
  readonly #params: LightgbmParams
  readonly #rows: number
  readonly #random: BlockRandom
  #bag: Uint32Array | undefined

  constructor(params: LightgbmParams, rows: number) {
    this.#params = params
    this.#rows = rows
    this.#random = new BlockRandom(params.baggingSeed, rows)
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
      if (this.#random.nextFloat(row) < this.#params.baggingFraction) bag[size++] = row
    }
    return bag.slice(0, size)
  }
}
