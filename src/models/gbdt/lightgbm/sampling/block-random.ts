import { LightgbmRandom } from './random.ts'

/** Rows that share a generator: so the original's threads draw alike, however many they are. */
const BLOCK_ROWS = 1024

/** A generator for each block of rows. */
export class BlockRandom {
  readonly #generators: readonly LightgbmRandom[]

  constructor(seed: number, rows: number) {
    const blocks = Math.ceil(rows / BLOCK_ROWS)
    this.#generators = Array.from({ length: blocks }, (_, block) => new LightgbmRandom(seed + block))
  }

  /** Number in [0, 1), the next of the row's block. */
  nextFloat(row: number): number {
    return this.#generators[Math.trunc(row / BLOCK_ROWS)]!.nextFloat()
  }
}
