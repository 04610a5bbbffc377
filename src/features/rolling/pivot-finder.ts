import { Scratch } from '../scratch.ts'
import { FieldState } from '../state.ts'
import { RollingExtreme } from './extreme.ts'

/**
 * Turning points of a column: a row is a pivot if no row within `strength` rows on either side is beyond it.
 * That is known only `strength` rows later, and only then is it told. Equal neighbours are all pivots.
 */
export class PivotFinder extends FieldState {
  private readonly extreme: RollingExtreme
  private readonly recent: Float64Array
  private oldest = 0
  readonly #extremes = new Scratch()

  constructor(which: 'max' | 'min', strength: number) {
    super()
    this.extreme = new RollingExtreme(which, 2 * strength + 1)
    this.recent = new Float64Array(strength).fill(Number.NaN)
  }

  /** out[i]: the level of the pivot that row i confirms, or NaN. */
  run(x: Float64Array, out: Float64Array, from: number, to: number): void {
    const { recent } = this
    const extremes = this.#extremes.rows(to)
    this.extreme.run(x, extremes, from, to)
    for (let i = from; i < to; i++) {
      const candidate = recent[this.oldest]!
      recent[this.oldest] = x[i]!
      this.oldest = this.oldest + 1 === recent.length ? 0 : this.oldest + 1
      out[i] = candidate === extremes[i] ? candidate : Number.NaN
    }
  }
}
