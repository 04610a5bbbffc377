import { defineFeature } from './definition.ts'
import { RollingSum } from './rolling/rolling-sum.ts'
import { StatefulKernel } from './state.ts'

/** Averages that agree to twelve digits are equal: their sums are rounded differently. */
const EQUAL = 1e-12

/** Two simple moving averages of one source against each other. Inputs: source, row index. */
export class MaCrossKernel extends StatefulKernel {
  private readonly fast: RollingSum
  private readonly slow: RollingSum
  private previous = Number.NaN

  constructor(fast: number, slow: number) {
    super()
    this.fast = new RollingSum(fast)
    this.slow = new RollingSum(slow)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [x, index] = inputs as [Float64Array, Float64Array]
    const [ratios, sides, events] = outputs as [Float64Array, Float64Array, Float64Array]
    this.fast.run(x, index, ratios, from, to) // for a moment `ratios` and `sides` hold the sums
    this.slow.run(x, index, sides, from, to)
    for (let i = from; i < to; i++) {
      const fast = ratios[i]! / this.fast.window
      const slow = sides[i]! / this.slow.window
      const side = sideOf(fast, slow)
      ratios[i] = slow === 0 ? Number.NaN : fast / slow - 1
      sides[i] = side
      events[i] = eventOf(this.previous, side)
      this.previous = side
    }
  }
}

function sideOf(fast: number, slow: number): number {
  const difference = fast - slow
  return Math.abs(difference) <= EQUAL * Math.abs(slow) ? 0 : Math.sign(difference)
}

/** The side that was entered in this row; 0 when none was, NaN when one of the two rows is unknown. */
function eventOf(previous: number, side: number): number {
  if (Number.isNaN(previous + side)) return Number.NaN
  return side === previous ? 0 : side
}

export const maCross = defineFeature({
  name: 'maCross',
  group: 'trend',
  summary:
    'Fast against slow SMA. ratio: fast/slow − 1; side: 1 above, −1 below, 0 equal; event: the side in the bar in which it was entered, else 0.',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: {
    fast: { default: 10, min: 1, max: 10_000, unit: 'bars' },
    slow: { default: 50, min: 1, max: 10_000, unit: 'bars' },
  },
  outputs: ['ratio', 'side', 'event'],
  memory: 'window',
  lookback: ({ fast, slow }) => Math.max(fast, slow),
  kernel: ({ fast, slow }) => new MaCrossKernel(fast, slow),
})
