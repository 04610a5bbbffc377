import { defineFeature } from './definition.ts'
import { RollingExtreme } from './rolling/extreme.ts'
import { Scratch } from './scratch.ts'
import { StatefulKernel } from './state.ts'

/** −100 · (highest − close) / (highest − lowest): −100 at the low of the range, 0 at its high; no range gives 0. */
class WilliamsRKernel extends StatefulKernel {
  private readonly highest: RollingExtreme
  private readonly lowest: RollingExtreme
  readonly #lows = new Scratch()

  constructor(period: number) {
    super()
    this.highest = new RollingExtreme('max', period)
    this.lowest = new RollingExtreme('min', period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [highs, lows, closes] = inputs as [Float64Array, Float64Array, Float64Array]
    const out = outputs[0]!
    const lowest = this.#lows.rows(to)
    this.lowest.run(lows, lowest, from, to)
    this.highest.run(highs, out, from, to)
    for (let i = from; i < to; i++) {
      const highest = out[i]!
      const range = highest - lowest[i]!
      out[i] = range === 0 ? 0 : (100 * (closes[i]! - highest)) / range
    }
  }
}

export const williamsR = defineFeature({
  name: 'williamsR',
  group: 'momentum',
  summary: 'Williams %R, −100 … 0: how far the close is below the highest high of the period (TA-Lib WILLR).',
  clock: 'bar',
  inputs: ['high', 'low', 'close'],
  sources: 0,
  params: { period: { default: 14, min: 2, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new WilliamsRKernel(period),
})
