import { defineFeature } from './definition.ts'
import { RollingSum } from './rolling/rolling-sum.ts'
import { Scratch } from './scratch.ts'
import { StatefulKernel } from './state.ts'
import { EPSILON } from './zero.ts'

/**
 * Money flow index: the share of rising turnover in all turnover of the last `period` bars, 0 … 100.
 *
 *   mfi = 100 · Σ rising / (Σ rising + Σ falling),  turnover = typical price · volume
 *
 * A typical price that moved by no more than rounding counts for neither side; no turnover at all gives 0
 * (TA-Lib MFI).
 */
class MfiKernel extends StatefulKernel {
  private readonly rising: RollingSum
  private readonly falling: RollingSum
  private previous = Number.NaN
  readonly #fallings = new Scratch()

  constructor(period: number) {
    super()
    this.rising = new RollingSum(period)
    this.falling = new RollingSum(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const index = inputs[4]!
    const out = outputs[0]!
    const fallings = this.#fallings.rows(to)
    this.split(inputs, out, fallings, from, to)
    this.rising.run(out, index, out, from, to)
    this.falling.run(fallings, index, fallings, from, to)
    for (let i = from; i < to; i++) {
      const total = out[i]! + fallings[i]!
      out[i] = total === 0 ? 0 : (100 * out[i]!) / total
    }
  }

  /** Turnover of rows [from, to), each on its side. */
  private split(
    inputs: readonly Float64Array[],
    risings: Float64Array,
    fallings: Float64Array,
    from: number,
    to: number,
  ): void {
    const [highs, lows, closes, volumes] = inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
    let previous = this.previous
    for (let i = from; i < to; i++) {
      const price = (highs[i]! + lows[i]! + closes[i]!) / 3
      const change = price - previous
      const turnover = price * volumes[i]!
      const deadZone = EPSILON * (price + previous)
      const unknown = 0 * change // NaN at the first bar
      risings[i] = turnover * +(change > deadZone) + unknown
      fallings[i] = turnover * +(change < -deadZone) + unknown
      previous = price
    }
    this.previous = previous
  }
}

export const mfi = defineFeature({
  name: 'mfi',
  group: 'volume',
  summary:
    'Money flow index, 0 … 100: share of the turnover (typical price · volume) of rising bars over the period (TA-Lib MFI).',
  clock: 'bar',
  inputs: ['high', 'low', 'close', 'volume', 'barIndex'],
  sources: 0,
  params: { period: { default: 14, min: 2, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new MfiKernel(period),
})
