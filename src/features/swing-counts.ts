import { defineFeature } from './definition.ts'
import { STRENGTH_PARAM } from './pivot-distance.ts'
import { PivotFinder } from './rolling/pivot-finder.ts'
import { FieldState, StatefulKernel } from './state.ts'

/** Counts pivots that each go further than the one before; one that falls short begins anew, an equal one is ignored. */
class Streak extends FieldState {
  private readonly sign: number
  private last = Number.NaN
  private count = 0

  constructor(sign: 1 | -1) {
    super()
    this.sign = sign
  }

  /** @param level of a newly confirmed pivot, or NaN */
  push(level: number): number {
    const further = this.sign * (level - this.last)
    if (further > 0) this.count++
    else if (further < 0) this.count = 0
    if (!Number.isNaN(level)) this.last = level
    return this.count
  }
}

/** Higher highs and lower lows in a row, among pivots that are confirmed. */
class SwingCountsKernel extends StatefulKernel {
  private readonly highs: PivotFinder
  private readonly lows: PivotFinder
  private readonly higherHighs = new Streak(1)
  private readonly lowerLows = new Streak(-1)

  constructor(strength: number) {
    super()
    this.highs = new PivotFinder('max', strength)
    this.lows = new PivotFinder('min', strength)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [highs, lows] = inputs as [Float64Array, Float64Array]
    const [higherHighs, lowerLows] = outputs as [Float64Array, Float64Array]
    this.highs.run(highs, higherHighs, from, to)
    this.lows.run(lows, lowerLows, from, to)
    for (let i = from; i < to; i++) {
      const isKnown = Number.isFinite(highs[i]! + lows[i]!)
      const rising = this.higherHighs.push(higherHighs[i]!)
      const falling = this.lowerLows.push(lowerLows[i]!)
      higherHighs[i] = isKnown ? rising : Number.NaN
      lowerLows[i] = isKnown ? falling : Number.NaN
    }
  }
}

export const swingCounts = defineFeature({
  name: 'swingCounts',
  group: 'structure',
  summary:
    'How many confirmed pivot highs in a row were each higher than the one before (higherHighs), and pivot lows lower (lowerLows). A pivot is known strength bars later.',
  clock: 'bar',
  inputs: ['high', 'low'],
  sources: 0,
  params: { strength: STRENGTH_PARAM },
  outputs: ['higherHighs', 'lowerLows'],
  memory: 'infinite',
  lookback: () => 0,
  kernel: ({ strength }) => new SwingCountsKernel(strength),
})
