const SIZE = 624
const SHIFT = 397
const MATRIX = 0x9908b0df
const UPPER = 0x80000000
const LOWER = 0x7fffffff

/**
 * The generator of XGBoost: MT19937, 32-bit outputs, as C++ defines `std::mt19937`.
 *
 * Source: Matsumoto, Nishimura 1998.
 */
export class MersenneTwister {
  readonly #state = new Uint32Array(SIZE)
  #next = SIZE

  /** @param seed 0 … 2³² − 1 */
  constructor(seed: number) {
    const state = this.#state
    state[0] = seed
    for (let i = 1; i < SIZE; i++) {
      const last = state[i - 1]!
      state[i] = Math.imul(1812433253, last ^ (last >>> 30)) + i
    }
  }

  /** @returns 0 … 2³² − 1 */
  next(): number {
    if (this.#next === SIZE) this.#twist()
    let x = this.#state[this.#next++]!
    x ^= x >>> 11
    x ^= (x << 7) & 0x9d2c5680
    x ^= (x << 15) & 0xefc60000
    return (x ^ (x >>> 18)) >>> 0
  }

  #twist(): void {
    const state = this.#state
    for (let i = 0; i < SIZE; i++) {
      const mixed = (state[i]! & UPPER) | (state[(i + 1) % SIZE]! & LOWER)
      state[i] = state[(i + SHIFT) % SIZE]! ^ (mixed >>> 1) ^ (mixed & 1 ? MATRIX : 0)
    }
    this.#next = 0
  }
}
