/** Where a generator stands, as plain numbers. */
export interface RandomState {
  readonly seed: number
  readonly words: readonly [number, number, number, number]
}

/**
 * Seeded pseudo-random numbers: the same seed gives the same numbers on every machine.
 * Streams are named per purpose, so that adding a draw in one place does not move the others.
 *
 * Generator: sfc32 (Doty-Humphrey, PractRand), seeded by a splitmix-style hash of seed and name.
 */
export class Random {
  private a: number
  private b: number
  private c: number
  private d: number
  private readonly seed: number

  constructor(seed: number, name = '') {
    this.seed = seed
    let h = 2166136261 ^ seed
    for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 16777619)
    const next = () => {
      h = (h + 0x9e3779b9) | 0
      let t = h ^ (h >>> 16)
      t = Math.imul(t, 0x21f0aaad)
      t ^= t >>> 15
      t = Math.imul(t, 0x735a2d97)
      return (t ^ (t >>> 15)) | 0
    }
    this.a = next()
    this.b = next()
    this.c = next()
    this.d = 1
    for (let i = 0; i < 12; i++) this.uint32()
  }

  /** A generator that goes on where the one stood that gave this state. */
  static resume({ seed, words }: RandomState): Random {
    const random = new Random(seed)
    ;[random.a, random.b, random.c, random.d] = words
    return random
  }

  state(): RandomState {
    return { seed: this.seed, words: [this.a, this.b, this.c, this.d] }
  }

  /** An independent generator for one purpose. */
  stream(name: string): Random {
    return new Random(this.seed, name)
  }

  uint32(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (this.c << 21) | (this.c >>> 11)
    this.c = (this.c + t) | 0
    return t >>> 0
  }

  /** Uniform in [0, 1) with 53 random bits. */
  uniform(): number {
    return ((this.uint32() >>> 5) * 67108864 + (this.uint32() >>> 6)) / 9007199254740992
  }

  /** Uniform integer in [low, high], both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1))
  }

  /**
   * Standard normal by Irwin–Hall (sum of 12 uniforms − 6): only additions, so it is bit-identical on
   * every machine (Math.log and Math.cos are not). Tails end at ±6.
   */
  normal(): number {
    let sum = -6
    for (let i = 0; i < 12; i++) sum += this.uniform()
    return sum
  }
}
