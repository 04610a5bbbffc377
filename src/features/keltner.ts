import { AtrKernel } from './atr.ts'
import { defineFeature } from './definition.ts'
import { EmaKernel } from './ema.ts'
import { Scratch } from './scratch.ts'
import { FieldState, StatefulKernel } from './state.ts'

/**
 * Keltner channel: an EMA of the typical price (high + low + close) / 3, and `multiple` average true ranges around it.
 *
 * EMA and ATR are seeded so that both have their first value at the same bar; what lies before the shorter seed
 * is not used (TA-Lib KC).
 */
class KeltnerKernel extends StatefulKernel {
  private readonly middle: EmaKernel
  private readonly range: AtrKernel
  private readonly beforeMiddle: UnusedRows
  private readonly beforeRange: UnusedRows
  private readonly multiple: number
  readonly #prices = new Scratch()

  constructor(period: number, atrPeriod: number, multiple: number) {
    super()
    this.middle = new EmaKernel(period)
    this.range = new AtrKernel(atrPeriod)
    this.beforeMiddle = new UnusedRows(atrPeriod - (period - 1))
    this.beforeRange = new UnusedRows(period - 1 - atrPeriod)
    this.multiple = multiple
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [highs, lows, closes] = inputs as [Float64Array, Float64Array, Float64Array]
    const [upper, middle, lower] = outputs as [Float64Array, Float64Array, Float64Array]
    const prices = this.#prices.rows(to)
    for (let i = from; i < to; i++) prices[i] = (highs[i]! + lows[i]! + closes[i]!) / 3
    this.middle.run([prices], [middle], this.beforeMiddle.pass(prices, middle, from, to), to)
    this.range.run(inputs, [upper], this.beforeRange.pass(prices, upper, from, to), to)
    for (let i = from; i < to; i++) {
      const half = this.multiple * upper[i]! // until here `upper` held the average true range
      upper[i] = middle[i]! + half
      lower[i] = middle[i]! - half
      if (Number.isNaN(half)) middle[i] = Number.NaN
    }
  }
}

/** Counts off the rows that come before the later of two starts; unknown rows do not count. */
class UnusedRows extends FieldState {
  private rows: number

  constructor(rows: number) {
    super()
    this.rows = rows
  }

  /** Writes NaN for those of rows [from, to) that are not used; returns the first one that is. */
  pass(x: Float64Array, out: Float64Array, from: number, to: number): number {
    let i = from
    for (; i < to && this.rows > 0; i++) {
      out[i] = Number.NaN
      if (Number.isFinite(x[i]!)) this.rows--
    }
    return i
  }
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
