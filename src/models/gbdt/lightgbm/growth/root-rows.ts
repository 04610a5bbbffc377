import { type GradientSums, sumPairs } from '../../growth/gradient-sums.ts'
import { type RowRange, rootRange, takeRowNumbers } from '../../growth/row-range.ts'
import type { Kernel } from '../../kernel/kernel.ts'

/** The rows that the trees of a round begin with: all, or a bag of them. */
export class RootRows {
  readonly #kernel: Kernel
  readonly #total: number
  /** Addresses. */
  readonly #rows: number
  readonly #left: number
  readonly #bagPairs: number
  #bag: Uint32Array | undefined

  constructor(kernel: Kernel, total: number) {
    this.#kernel = kernel
    this.#total = total
    this.#rows = takeRowNumbers(kernel, total)
    this.#left = kernel.take(total * 4)
    this.#bagPairs = kernel.take(total * 8)
  }

  /** Rows outside the bag. */
  get left(): { readonly rows: number; readonly count: number } {
    return { rows: this.#left, count: this.#bag ? this.#total - this.#bag.length : 0 }
  }

  /** @param bag ascending; undefined: all rows */
  setBag(bag: Uint32Array | undefined): void {
    if (bag === this.#bag) return
    const rows = this.#kernel.u32(this.#rows, this.#total)
    const left = this.#kernel.u32(this.#left, this.#total)
    let inBag = 0
    let leftOut = 0
    for (let row = 0; row < this.#total; row++) {
      if (!bag || bag[inBag] === row) rows[inBag++] = row
      else left[leftOut++] = row
    }
    this.#bag = bag
  }

  /**
   * The rows with their gradients, and the sums of these in the order of the rows.
   *
   * @param pairs address of the (gradient, hessian) of all rows
   */
  ofClass(pairs: number): { rows: RowRange; sums: GradientSums } {
    const count = this.#bag?.length ?? this.#total
    const own = this.#bag ? this.#gather(this.#bag, pairs) : pairs
    const rows = rootRange(this.#rows, own, count)
    return { rows, sums: sumPairs(this.#kernel.f32(own, count * 2)) }
  }

  #gather(bag: Uint32Array, pairs: number): number {
    const from = this.#kernel.f64(pairs, this.#total) // a pair is 8 bytes
    const to = this.#kernel.f64(this.#bagPairs, bag.length)
    for (let i = 0; i < bag.length; i++) to[i] = from[bag[i]!]!
    return this.#bagPairs
  }
}
