import type { Kernel } from '../../kernel/kernel.ts'
import type { Rows } from './grower.ts'
import type { LeafSums } from './leaf-output.ts'

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
    this.#rows = kernel.take(total * 4)
    this.#left = kernel.take(total * 4)
    this.#bagPairs = kernel.take(total * 8)
    kernel.u32(this.#rows, total).forEach((_, row, rows) => {
      rows[row] = row
    })
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
  ofClass(pairs: number): { rows: Rows; sums: LeafSums } {
    const count = this.#bag?.length ?? this.#total
    const own = this.#bag ? this.#gather(this.#bag, pairs) : pairs
    const rows: Rows = { rows: this.#rows, pairs: own, count, place: -1, start: 0 }
    return { rows, sums: sumsOf(this.#kernel.f32(own, count * 2)) }
  }

  #gather(bag: Uint32Array, pairs: number): number {
    const from = this.#kernel.f64(pairs, this.#total) // a pair is 8 bytes
    const to = this.#kernel.f64(this.#bagPairs, bag.length)
    for (let i = 0; i < bag.length; i++) to[i] = from[bag[i]!]!
    return this.#bagPairs
  }
}

function sumsOf(pairs: Float32Array): LeafSums {
  let gradient = 0
  let hessian = 0
  for (let i = 0; i < pairs.length; i += 2) {
    gradient += pairs[i]!
    hessian += pairs[i + 1]!
  }
  return { gradient, hessian }
}
