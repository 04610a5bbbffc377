import { defineFeature, type FeatureParam } from './definition.ts'
import { PivotFinder } from './rolling/pivot-finder.ts'
import { StatefulKernel } from './state.ts'

/**
 * Distance of the close from the last confirmed pivots, as a share of the close. Both are positive while the price
 * is between its support (the last pivot low) and its resistance (the last pivot high).
 *
 *   support = (close − pivotLow) / close,  resistance = (pivotHigh − close) / close
 *
 * A pivot is confirmed `strength` bars after it, and stays until the next one. NaN before the first.
 */
class PivotDistanceKernel extends StatefulKernel {
  private readonly highs: PivotFinder
  private readonly lows: PivotFinder
  private lastHigh = Number.NaN
  private lastLow = Number.NaN

  constructor(strength: number) {
    super()
    this.highs = new PivotFinder('max', strength)
    this.lows = new PivotFinder('min', strength)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [highs, lows, closes] = inputs as [Float64Array, Float64Array, Float64Array]
    const [support, resistance] = outputs as [Float64Array, Float64Array]
    this.lows.run(lows, support, from, to)
    this.highs.run(highs, resistance, from, to)
    for (let i = from; i < to; i++) {
      const close = closes[i]!
      if (!Number.isNaN(support[i]!)) this.lastLow = support[i]!
      if (!Number.isNaN(resistance[i]!)) this.lastHigh = resistance[i]!
      support[i] = close === 0 ? Number.NaN : (close - this.lastLow) / close
      resistance[i] = close === 0 ? Number.NaN : (this.lastHigh - close) / close
    }
  }
}

export const STRENGTH_PARAM: FeatureParam = { default: 5, min: 1, max: 1000, unit: 'bars on each side' }

export const pivotDistance = defineFeature({
  name: 'pivotDistance',
  group: 'structure',
  summary:
    'Distance of the close above the last confirmed pivot low (support) and below the last pivot high (resistance), as a share of the close. A pivot is known strength bars later.',
  clock: 'bar',
  inputs: ['high', 'low', 'close'],
  sources: 0,
  params: { strength: STRENGTH_PARAM },
  outputs: ['support', 'resistance'],
  memory: 'infinite',
  lookback: ({ strength }) => 2 * strength, // at the earliest; the first pivot may come later
  kernel: ({ strength }) => new PivotDistanceKernel(strength),
})
