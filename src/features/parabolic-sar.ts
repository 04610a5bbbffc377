import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'

/**
 * Wilder's stop-and-reverse, as TA-Lib's SAR: the level follows the extreme of the trend by
 *
 *   sar += af · (extreme − sar)
 *
 * where af grows by `step` with every new extreme, up to `max`, and the level never enters the range of the
 * last two bars. A bar that touches it reverses the trend. The first trend is down if the second bar's
 * downward move is the larger. A row with an unknown gives NaN and is skipped.
 */
class ParabolicSarKernel extends StatefulKernel {
  private readonly step: number
  private readonly max: number
  /** 1 up, −1 down, 0 before the second bar. */
  private trend = 0
  private level = Number.NaN
  private extreme = Number.NaN
  private factor: number
  private previousHigh = Number.NaN
  private previousLow = Number.NaN

  constructor(step: number, max: number) {
    super()
    this.step = Math.min(step, max)
    this.max = max
    this.factor = this.step
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [highs, lows] = inputs
    const [levels, trends] = outputs
    for (let i = from; i < to; i++) {
      const high = highs![i]!
      const low = lows![i]!
      const isKnown = Number.isFinite(high + low)
      levels![i] = isKnown ? this.take(high, low) : Number.NaN
      trends![i] = isKnown && this.trend !== 0 ? this.trend : Number.NaN
    }
  }

  /** The level that holds in this bar; afterwards `level` is the next bar's. */
  private take(high: number, low: number): number {
    if (this.trend === 0 && !Number.isNaN(this.previousHigh)) this.start(high, low)
    const answer = this.trend === 0 ? Number.NaN : this.follow(high, low)
    this.previousHigh = high
    this.previousLow = low
    return answer
  }

  private start(high: number, low: number): void {
    const up = high - this.previousHigh
    const down = this.previousLow - low
    this.trend = down > 0 && down > up ? -1 : 1
    this.extreme = this.trend > 0 ? high : low
    this.level = this.trend > 0 ? this.previousLow : this.previousHigh
    this.previousHigh = high // as TA-Lib has it
    this.previousLow = low
  }

  private follow(high: number, low: number): number {
    const isReversal = this.trend > 0 ? low <= this.level : high >= this.level
    if (isReversal) {
      this.trend = -this.trend
      this.level = this.outside(this.extreme, high, low)
      this.factor = this.step
      this.extreme = this.trend > 0 ? high : low
    }
    const answer = this.level
    const isNewExtreme = this.trend > 0 ? high > this.extreme : low < this.extreme
    if (isNewExtreme) {
      this.extreme = this.trend > 0 ? high : low
      this.factor = Math.min(this.factor + this.step, this.max)
    }
    this.level = this.outside(this.level + this.factor * (this.extreme - this.level), high, low)
    return answer
  }

  /** The level, moved out of the range of this bar and the one before. */
  private outside(level: number, high: number, low: number): number {
    return this.trend > 0 ? Math.min(level, this.previousLow, low) : Math.max(level, this.previousHigh, high)
  }
}

export const parabolicSar = defineFeature({
  name: 'parabolicSar',
  group: 'trend',
  summary:
    'Parabolic stop and reverse (TA-Lib SAR): the level of this bar, and the trend, 1 up or −1 down, after it.',
  clock: 'bar',
  inputs: ['high', 'low'],
  sources: 0,
  params: {
    step: { default: 0.02, min: 0, max: 10, isInteger: false },
    max: { default: 0.2, min: 0, max: 10, isInteger: false },
  },
  outputs: ['level', 'trend'],
  memory: 'infinite',
  lookback: () => 1,
  kernel: ({ step, max }) => new ParabolicSarKernel(step, max),
})
