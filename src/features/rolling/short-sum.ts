import { Scratch } from '../scratch.ts'
import { FieldState } from '../state.ts'
import { RollingSum } from './rolling-sum.ts'

/**
 * Sum of the last `window` values, added up anew in every row: for windows so short that this is less work than
 * `RollingSum`. NaN until there are `window` values, and while one of them is not finite.
 */
class ShortSum extends FieldState {
  readonly window: number
  /** The values before the block. */
  private readonly history: Float64Array
  readonly #values = new Scratch()

  constructor(window: number) {
    super()
    this.window = window
    this.history = new Float64Array(window - 1).fill(Number.NaN)
  }

  /** `out` may be `x` itself. */
  run(x: Float64Array, _index: Float64Array, out: Float64Array, from: number, to: number): void {
    const { window, history } = this
    const before = window - 1
    const end = before + to - from
    const values = this.#values.rows(end)
    values.set(history)
    for (let i = from, row = before; i < to; i++, row++) values[row] = x[i]! + (x[i]! - x[i]!)
    for (let i = from, first = 0; i < to; i++, first++) {
      let sum = values[first]!
      for (let k = 1; k < window; k++) sum += values[first + k]!
      out[i] = sum
    }
    history.set(values.subarray(end - before, end))
  }
}

const SHORT = 4

/** The quicker of the two ways to sum a window. */
export function sumOf(window: number): ShortSum | RollingSum {
  return window <= SHORT ? new ShortSum(window) : new RollingSum(window)
}

export type WindowSum = ShortSum | RollingSum
