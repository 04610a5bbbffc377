import type { XgboostParams } from '../params.ts'
import type { Leaf } from './leaf.ts'

/** Gains up to this are rounding (kRtEps). */
const LEAST_GAIN = Math.fround(1e-6)

/** Nodes of one level that are split together. */
export const BATCH_NODES = 256

/**
 * Leaves that may still be split, and which come next: level by level in the order of their numbers, or the
 * greatest gain first.
 */
export class Frontier {
  readonly #params: XgboostParams
  readonly #gamma: number
  readonly #waiting: Leaf[] = []
  #leaves = 1

  constructor(params: XgboostParams) {
    this.#params = params
    this.#gamma = Math.fround(params.gamma)
  }

  /** @returns false when its best split gains nothing, so that it stays a leaf */
  push(leaf: Leaf): boolean {
    if (!(leaf.split && leaf.split.gain > LEAST_GAIN)) return false
    this.#waiting.push(leaf)
    return true
  }

  /** What to split next, all at the same depth; none: the tree is grown. */
  pop(): Leaf[] {
    return this.#params.growPolicy === 'lossguide' ? this.#popGreatest() : this.#popLevel()
  }

  /** Whether children of a leaf that is being split may be split in turn. */
  mayGrowBelow(leaf: Leaf): boolean {
    const { maxDepth, maxLeaves } = this.#params
    if (maxDepth > 0 && leaf.depth + 1 >= maxDepth) return false
    return !(maxLeaves > 0 && this.#leaves >= maxLeaves)
  }

  #popLevel(): Leaf[] {
    const level: Leaf[] = []
    const depth = this.#waiting[0]?.depth
    let taken = 0
    while (
      taken < this.#waiting.length &&
      this.#waiting[taken]!.depth === depth &&
      level.length < BATCH_NODES
    ) {
      const leaf = this.#waiting[taken++]!
      if (this.#accepts(leaf)) level.push(leaf)
    }
    this.#waiting.splice(0, taken)
    return level
  }

  #popGreatest(): Leaf[] {
    let best = 0
    for (let i = 1; i < this.#waiting.length; i++) {
      if (this.#waiting[i]!.split!.gain > this.#waiting[best]!.split!.gain) best = i
    }
    const [leaf] = this.#waiting.splice(best, 1)
    return leaf && this.#accepts(leaf) ? [leaf] : []
  }

  #accepts(leaf: Leaf): boolean {
    const { maxDepth, maxLeaves } = this.#params
    const split = leaf.split!
    if (split.left.hessian === 0 || split.right.hessian === 0 || split.gain < this.#gamma) return false
    if ((maxDepth > 0 && leaf.depth === maxDepth) || (maxLeaves > 0 && this.#leaves === maxLeaves))
      return false
    this.#leaves++
    return true
  }
}
