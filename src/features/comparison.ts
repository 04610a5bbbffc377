import { StatefulKernel } from './state.ts'

/** What a row says of itself and the row `period` before it. */
export type Comparison = (now: number, before: number) => number

/** Compares each row of the source with the one `period` rows earlier; NaN before there is one. */
export class ComparisonKernel extends StatefulKernel {
  private readonly ring: Float64Array
  private oldest = 0
  readonly #compare: Comparison

  constructor(period: number, compare: Comparison) {
    super()
    this.ring = new Float64Array(period).fill(Number.NaN)
    this.#compare = compare
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const x = inputs[0]!
    const out = outputs[0]!
    const ring = this.ring
    const compare = this.#compare
    let oldest = this.oldest
    for (let i = from; i < to; i++) {
      const now = x[i]!
      out[i] = compare(now, ring[oldest]!)
      ring[oldest] = now
      oldest = oldest + 1 === ring.length ? 0 : oldest + 1
    }
    this.oldest = oldest
  }
}
