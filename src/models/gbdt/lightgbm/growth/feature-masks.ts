import type { Kernel } from '../../kernel/kernel.ts'
import type { FeatureSampler } from '../sampling/feature-sampler.ts'

/** Nodes searched at once: the two sides of a split. */
export const MOST_NODES = 2

/** Masks in the kernel, one byte a feature in use: what the tree, and what each node's split may use. */
export class FeatureMasks {
  readonly #kernel: Kernel
  readonly #sampler: FeatureSampler
  readonly #features: number
  /** Address of the tree's mask. */
  readonly tree: number
  readonly #nodes: number

  constructor(kernel: Kernel, sampler: FeatureSampler, features: number) {
    this.#kernel = kernel
    this.#sampler = sampler
    this.#features = features
    this.tree = kernel.take(features)
    this.#nodes = kernel.take(MOST_NODES * features)
  }

  /** Draws the features of the next tree. */
  beginTree(): void {
    const mask = this.#kernel.u8(this.tree, this.#features)
    const drawn = this.#sampler.nextTree()
    if (drawn) mask.set(drawn)
    else mask.fill(1)
  }

  /** Draws the features of the next node, the i-th of those searched at once. @returns address; 0: all of the tree's */
  ofNode(i: number): number {
    const drawn = this.#sampler.nextNode()
    if (!drawn) return 0
    const address = this.#nodes + i * this.#features
    this.#kernel.u8(address, this.#features).set(drawn)
    return address
  }
}
