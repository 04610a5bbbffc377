import { LightgbmRandom } from './random.ts'

/** Part of the features for each tree (`featureFraction`) and for each node (`featureFractionByNode`). */
export class FeatureSampler {
  readonly #features: number
  readonly #byTree: number
  readonly #byNode: number
  readonly #random: LightgbmRandom
  #treeFeatures: number[]

  /** @param features in use; masks are over these */
  constructor(features: number, byTree: number, byNode: number, seed: number) {
    this.#features = features
    this.#byTree = byTree
    this.#byNode = byNode
    this.#random = new LightgbmRandom(seed)
    // The original draws once when it is set up, and never uses it.
    this.#treeFeatures = this.#drawTree()
  }

  /** Features of the next tree as a mask; undefined: all. */
  nextTree(): Uint8Array | undefined {
    if (this.#byTree >= 1) return undefined
    this.#treeFeatures = this.#drawTree()
    return this.#mask(this.#treeFeatures)
  }

  /** Features that the next node's split may use, out of the tree's, as a mask; undefined: all. */
  nextNode(): Uint8Array | undefined {
    if (this.#byNode >= 1) return undefined
    const from = this.#treeFeatures
    const drawn = this.#random.sample(from.length, countOf(from.length, this.#byNode))
    return this.#mask(drawn.map((i) => from[i]!))
  }

  #drawTree(): number[] {
    if (this.#byTree >= 1) return Array.from({ length: this.#features }, (_, i) => i)
    return this.#random.sample(this.#features, countOf(this.#features, this.#byTree))
  }

  #mask(features: readonly number[]): Uint8Array {
    const mask = new Uint8Array(this.#features)
    for (const feature of features) mask[feature] = 1
    return mask
  }
}

/** The fraction, rounded, at least one. */
function countOf(total: number, fraction: number): number {
  return Math.max(Math.trunc(total * fraction + 0.5), Math.min(1, total))
}
