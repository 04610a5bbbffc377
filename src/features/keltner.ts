import { AtrKernel } from './atr.ts'
import { defineFeature } from './definition.ts'
import { EmaKernel } from './ema.ts'
import { Scratch } from './scratch.ts'
import { StatefulKernel } from './state.ts'

/**
 * Keltner channel: an EMA of the typical price (high + low + close) / 3, and `multiple` average true ranges around it.
 *
 * EMA and ATR are seeded so that both have their first value at the same bar; what lies before the shorter seed
 * is not used (TA-Lib KC).
 */
class KeltnerKernel extends StatefulKernel {
  private readonly middle: EmaKernel
  private readonly range: AtrKernel
  private readonly multiple: number
  /** Rows still to pass before the seed of one of them begins. */
  private rowsToMiddle: number
  private rowsToRange: number
  readonly #prices = new Scratch()

  constructor(period: number, atrPeriod: number, multiple: number) {
    super()
    this.middle = new EmaKernel(period)
    this.range = new AtrKernel(atrPeriod)
    this.multiple = multiple
    this.rowsToMiddle = Math.max(0, atrPeriod - (period - 1))
    this.rowsToRange = Math.max(0, period - 1 - atrPeriod)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [highs, lows, closes] = inputs as [Float64Array, Float64Array, Float64Array]
    const [upper, middle, lower] = outputs as [Float64Array, Float64Array, Float64Array]
    const prices = this.#prices.rows(to)
    for (let i = from; i < to; i++) prices[i] = (highs[i]! + lows[i]! + closes[i]!) / 3
    const middleFrom = skip(middle, from, to, this.rowsToMiddle)
    const rangeFrom = skip(upper, from, to, this.rowsToRange)
    this.rowsToMiddle -= middleFrom - from
    this.rowsToRange -= rangeFrom - from
    this.middle.run([prices], [middle], middleFrom, to)
    this.range.run(inputs, [upper], rangeFrom, to) // `upper` holds the range for a moment
    for (let i = from; i < to; i++) {
      const half = this.multiple * upper[i]!
      upper[i] = middle[i]! + half
      lower[i] = middle[i]! - half
      if (Number.isNaN(half)) middle[i] = Number.NaN
    }
  }
}

/** NaN in the first `rows` rows from `from`; returns the first row after them. */
function skip(out: Float64Array, from: number, to: number, rows: number): number {
  const end = Math.min(to, from + rows)
  out.fill(Number.NaN, from, end)
  return end
}

export const keltner = defineFeature({
  name: 'keltner',
  group: 'volatility',
  summary:
    'Keltner channel: EMA(period) of the typical price ± multiple · ATR(atrPeriod), both seeded at the same bar (TA-Lib KC).',
  clock: 'bar',
  inputs: ['high', 'low', 'close'],
  sources: 0,
  params: {
    period: { default: 20, min: 2, max: 10_000, unit: 'bars' },
    atrPeriod: { default: 10, min: 1, max: 10_000, unit: 'bars' },
    multiple: { default: 2, min: 0.01, max: 100, isInteger: false, unit: 'ATR' },
  },
  outputs: ['upper', 'middle', 'lower'],
  memory: 'infinite',
  lookback: ({ period, atrPeriod }) => Math.max(period - 1, atrPeriod),
  kernel: ({ period, atrPeriod, multiple }) => new KeltnerKernel(period, atrPeriod, multiple),
})
