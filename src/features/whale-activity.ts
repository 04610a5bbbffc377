import { defineFeature } from './definition.ts'
import { RollingVariance } from './rolling/rolling-variance.ts'
import { StatefulKernel } from './state.ts'

/** How many standard deviations a value is away from the `period` values before it; NaN where those are all equal. */
class OwnHistory extends StatefulKernel {
  private readonly variance: RollingVariance
  /** Of the history up to the row before. */
  private mean = Number.NaN
  private deviation = Number.NaN

  constructor(period: number) {
    super()
    this.variance = new RollingVariance(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [x, index] = inputs as [Float64Array, Float64Array]
    const out = outputs[0]!
    for (let i = from; i < to; i++) {
      out[i] = this.deviation === 0 ? Number.NaN : (x[i]! - this.mean) / this.deviation
      this.deviation = Math.sqrt(this.variance.push(x[i]!, index[i]!))
      this.mean = this.variance.mean
    }
  }
}

/**
 * Large traders at work: volume and average trade size far outside their own history.
 *
 *   volumeZ = (volume − mean) / σ,  tradeSizeZ likewise of volume / trades; mean and σ of the `period` bars before
 *   active = 1 where both are above `threshold`, else 0
 *
 * Without trade counts only volumeZ is known.
 */
class WhaleActivityKernel extends StatefulKernel {
  private readonly volumes: OwnHistory
  private readonly sizes: OwnHistory
  private readonly threshold: number

  constructor(period: number, threshold: number) {
    super()
    this.volumes = new OwnHistory(period)
    this.sizes = new OwnHistory(period)
    this.threshold = threshold
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [volumes, counts, index] = inputs as [Float64Array, Float64Array, Float64Array]
    const [volumeZ, tradeSizeZ, active] = outputs as [Float64Array, Float64Array, Float64Array]
    for (let i = from; i < to; i++) active[i] = counts[i] === 0 ? 0 : volumes[i]! / counts[i]!
    this.volumes.run([volumes, index], [volumeZ], from, to)
    this.sizes.run([active, index], [tradeSizeZ], from, to)
    for (let i = from; i < to; i++) {
      const least = Math.min(volumeZ[i]!, tradeSizeZ[i]!)
      active[i] = Number.isNaN(least) ? Number.NaN : least > this.threshold ? 1 : 0
    }
  }
}

export const whaleActivity = defineFeature({
  name: 'whaleActivity',
  group: 'volume',
  summary:
    'Volume and average trade size in standard deviations from their own period bars before; active = 1 where both exceed the threshold.',
  clock: 'bar',
  inputs: ['volume', 'tradeCount', 'barIndex'],
  sources: 0,
  params: {
    period: { default: 100, min: 2, max: 10_000, unit: 'bars' },
    threshold: { default: 3, min: 0, max: 100, isInteger: false, unit: 'σ' },
  },
  outputs: ['volumeZ', 'tradeSizeZ', 'active'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period, threshold }) => new WhaleActivityKernel(period, threshold),
})
