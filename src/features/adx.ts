import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'
import { EPSILON } from './zero.ts'

/**
 * Wilder's directional movement, with TA-Lib's seeds: the first period − 1 moves are summed, from then on
 * each sum S becomes S − S/period + move; ADX starts as the mean of the first `period` DX.
 *
 *   +DM = high − high[−1] where that is positive and more than low[−1] − low, else 0; −DM the other way round
 *   ±DI = 100 · S(±DM) / S(true range),   DX = 100 · |+DI − −DI| / (+DI + −DI)
 *
 * Without any range the DI are 0, and ADX keeps its value. A row with an unknown gives NaN and is skipped.
 */
class AdxKernel extends StatefulKernel {
  private readonly period: number
  private readonly weight: number
  private high = Number.NaN
  private low = Number.NaN
  private close = Number.NaN
  /** Moves seen, at most 2 · period. */
  private moves = 0
  private plusSum = 0
  private minusSum = 0
  private rangeSum = 0
  private plus = Number.NaN
  private minus = Number.NaN
  /** ADX; before its seed the sum of the DX seen. */
  private average = 0

  constructor(period: number) {
    super()
    this.period = period
    this.weight = 1 / period
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [highs, lows, closes] = inputs
    const [adxs, pluses, minuses] = outputs
    const period = this.period
    for (let i = from; i < to; i++) {
      const isKnown = this.take(highs![i]!, lows![i]!, closes![i]!)
      adxs![i] = isKnown && this.moves >= 2 * period - 1 ? this.average : Number.NaN
      pluses![i] = isKnown ? this.plus : Number.NaN
      minuses![i] = isKnown ? this.minus : Number.NaN
    }
  }

  /** Takes one bar in; false if a part of it is unknown. */
  private take(high: number, low: number, close: number): boolean {
    if (!Number.isFinite(high + low + close)) return false
    const up = high - this.high
    const down = this.low - low
    const range = Math.max(high, this.close) - Math.min(low, this.close)
    this.high = high
    this.low = low
    this.close = close
    if (Number.isNaN(up)) return true // the first bar has nothing to move from
    const rise = (Math.abs(up) + up) / 2 // without a branch on the data, which nobody can predict
    const fall = (Math.abs(down) + down) / 2
    this.smooth(rise * Number(rise > fall), fall * Number(fall > rise), range)
    if (this.moves >= this.period) this.indicate()
    return true
  }

  private smooth(plusMove: number, minusMove: number, range: number): void {
    if (this.moves < 2 * this.period) this.moves++
    const share = this.moves < this.period ? 0 : this.weight
    this.plusSum += plusMove - this.plusSum * share
    this.minusSum += minusMove - this.minusSum * share
    this.rangeSum += range - this.rangeSum * share
  }

  private indicate(): void {
    const scale = this.rangeSum < EPSILON ? 0 : 100 / this.rangeSum
    this.plus = this.plusSum * scale
    this.minus = this.minusSum * scale
    const { period, moves } = this
    const total = this.plus + this.minus
    const index = total > 0 ? (100 * Math.abs(this.plus - this.minus)) / total : Number.NaN
    if (moves < 2 * period) {
      if (total > 0) this.average += index
      if (moves === 2 * period - 1) this.average /= period
    } else if (total > 0) this.average += (index - this.average) * this.weight
  }
}

export const adx = defineFeature({
  name: 'adx',
  group: 'trend',
  summary:
    'Average directional index with +DI and −DI, Wilder smoothing (TA-Lib ADX, PLUS_DI, MINUS_DI). Strength of a trend, 0 … 100.',
  clock: 'bar',
  inputs: ['high', 'low', 'close'],
  sources: 0,
  params: { period: { default: 14, min: 2, max: 1000, unit: 'bars' } },
  outputs: ['adx', 'plusDi', 'minusDi'],
  memory: 'infinite',
  lookback: ({ period }) => 2 * period - 1,
  kernel: ({ period }) => new AdxKernel(period),
})
