import type { XgboostParams } from '../params.ts'
import { MersenneTwister } from './mersenne-twister.ts'
import { shuffle } from './shuffle.ts'

/**
 * Features that a tree, a level and a node may use: each a sample of the one before. Every sample takes one number
 * of the booster's generator, as the seed of its own.
 */
export class ColumnSampler {
  readonly #params: XgboostParams
  readonly #random: MersenneTwister
  readonly #all: Int32Array
  #ofTree: Int32Array
  #ofLevels = new Map<number, Int32Array>()

  constructor(features: number, params: XgboostParams, random: MersenneTwister) {
    this.#params = params
    this.#random = random
    this.#all = Int32Array.from({ length: features }, (_, f) => f)
    this.#ofTree = this.#all
  }

  /** Whether all features are always allowed. */
  get isIdle(): boolean {
    const { colsampleByTree, colsampleByLevel, colsampleByNode } = this.#params
    return colsampleByTree === 1 && colsampleByLevel === 1 && colsampleByNode === 1
  }

  beginTree(): void {
    this.#ofLevels = new Map()
    this.#ofTree = this.#sample(this.#all, this.#params.colsampleByTree)
  }

  /** Features of the next node of a level, ascending. */
  ofNode(depth: number): Int32Array {
    return this.#sample(this.#ofLevel(depth), this.#params.colsampleByNode)
  }

  #ofLevel(depth: number): Int32Array {
    const known = this.#ofLevels.get(depth)
    if (known) return known
    const sampled = this.#sample(this.#ofTree, this.#params.colsampleByLevel)
    this.#ofLevels.set(depth, sampled)
    return sampled
  }

  /** A share of some features, at least one, ascending. */
  #sample(features: Int32Array, share: number): Int32Array {
    if (share === 1) return features
    const count = Math.max(1, Math.trunc(Math.fround(Math.fround(share) * features.length)))
    const shuffled = features.slice()
    shuffle(shuffled, new MersenneTwister(this.#random.next()))
    return shuffled.slice(0, count).sort()
  }
}
