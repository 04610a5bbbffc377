import { FieldState } from '../state.ts'

/**
 * The last `window` rows, with an anchor that is set anew whenever floor(index / window) changes: at most `window`
 * rows then follow until the next. What came before an anchor is summed there once, newest row first, so that
 * for every number of rows since it is known what is still in the window; what came since is added as it comes.
 *
 * So nothing is ever subtracted. A bad tick leaves no trace, and since the index is absolute, a restart from any
 * later row gives the same bits after at most two windows.
 */
export abstract class AnchoredWindow extends FieldState {
  readonly window: number
  /** Rows since the anchor. */
  protected rowsSince = 0
  /** The first index that belongs to the next anchor. */
  protected nextAnchor = Number.NEGATIVE_INFINITY

  constructor(window: number) {
    super()
    this.window = window
  }

  /** A ring whose row k since the anchor goes to slot k; rows not seen yet are NaN. */
  protected ring(): Float64Array {
    return new Float64Array(this.window).fill(Number.NaN)
  }

  /** Turns the ring so that it is in order of time from slot 0, as each new anchor wants it. */
  protected straighten(ring: Float64Array): void {
    const rows = this.rowsSince
    if (rows === ring.length) return // a full window has come since the anchor: it is in order
    const newest = ring.slice(0, rows)
    ring.copyWithin(0, rows)
    ring.set(newest, ring.length - rows)
  }

  protected beginAt(index: number): void {
    this.nextAnchor = (Math.floor(index / this.window) + 1) * this.window
    this.rowsSince = 0
  }

  /** The end of the rows from `row` on (before `to`) that belong to the present anchor. */
  protected rowsUntilAnchor(index: Float64Array, row: number, to: number): number {
    let end = Math.min(to, row + (this.nextAnchor - index[row]!)) // exact but for gaps
    while (index[end - 1]! >= this.nextAnchor) end--
    return end
  }
}
