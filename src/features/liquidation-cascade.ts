import { defineFeature } from './definition.ts'
import { relativeChange } from './relative-change.ts'
import { RollingSum } from './rolling/rolling-sum.ts'
import { RollingVariance } from './rolling/rolling-variance.ts'
import { StatefulKernel } from './state.ts'

/**
 * Forced closing, guessed from its traces: a move far outside the usual, on far more volume than usual, while
 * open interest does not rise. Usual is what the `period` bars before were.
 *
 *   value = return / deviation of returns   where that is ≥ `move` in size, volume ≥ `surge` · mean volume
 *                                           and open interest fell or is unknown;  else 0
 *
 * Positive: shorts are being liquidated; negative: longs. Inputs: close, volume, open interest, row index.
 */
class LiquidationCascadeKernel extends StatefulKernel {
  private readonly move: number
  private readonly surge: number
  private readonly returns: RollingVariance
  private readonly volumes: RollingSum
  private deviation = Number.NaN
  private usualVolume = Number.NaN
  private previousClose = Number.NaN
  private previousInterest = Number.NaN

  constructor(period: number, move: number, surge: number) {
    super()
    this.move = move
    this.surge = surge
    this.returns = new RollingVariance(period)
    this.volumes = new RollingSum(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [closes, volumes, interests, index] = inputs
    const out = outputs[0]!
    for (let i = from; i < to; i++) {
      const change = relativeChange(closes![i]!, this.previousClose)
      const isRising = interests![i]! > this.previousInterest
      out[i] = this.judge(change, volumes![i]!, isRising)
      this.deviation = Math.sqrt(this.returns.push(change, index![i]!))
      this.usualVolume = this.volumes.push(volumes![i]!, index![i]!) / this.volumes.window
      this.previousClose = closes![i]!
      this.previousInterest = interests![i]!
    }
  }

  private judge(change: number, volume: number, isRising: boolean): number {
    const score = this.deviation > 0 ? change / this.deviation : change * 0
    if (Number.isNaN(score + volume + this.deviation + this.usualVolume)) return Number.NaN
    const isCascade = Math.abs(score) >= this.move && volume >= this.surge * this.usualVolume && !isRising
    return isCascade ? score : 0
  }
}

export const liquidationCascade = defineFeature({
  name: 'liquidationCascade',
  group: 'futures',
  summary:
    'Proxy of forced closing: return in deviations of the period bars before where it is ≥ move, volume ≥ surge · their mean and open interest did not rise (if known), else 0; positive = shorts liquidated, negative = longs.',
  clock: 'bar',
  inputs: ['close', 'volume', 'openInterest', 'barIndex'],
  sources: 0,
  params: {
    period: { default: 48, min: 2, max: 10_000, unit: 'bars' },
    move: { default: 3, min: 0, max: 100, isInteger: false, unit: 'standard deviations' },
    surge: { default: 3, min: 0, max: 1000, isInteger: false, unit: 'times the mean volume' },
  },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period + 1,
  kernel: ({ period, move, surge }) => new LiquidationCascadeKernel(period, move, surge),
})
