import { FieldState } from '../state.ts'

/** The value pushed `rows` rows earlier; NaN until there is one. */
export class Lagged extends FieldState {
  private readonly ring: Float64Array
  private oldest = 0

  constructor(rows: number) {
    super()
    this.ring = new Float64Array(rows).fill(Number.NaN)
  }

  push(value: number): number {
    const { ring, oldest } = this
    const leaving = ring[oldest]!
    ring[oldest] = value
    this.oldest = oldest + 1 === ring.length ? 0 : oldest + 1
    return leaving
  }
}
