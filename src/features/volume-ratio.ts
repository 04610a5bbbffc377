import { defineFeature } from './definition.ts'
import { RollingSum } from './rolling/rolling-sum.ts'
import { StatefulKernel } from './state.ts'

/** volume / mean volume of the last `period` bars, the bar itself included; NaN where there was none at all. */
class VolumeRatioKernel extends StatefulKernel {
  private readonly sum: RollingSum

  constructor(period: number) {
    super()
    this.sum = new RollingSum(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [volumes, index] = inputs as [Float64Array, Float64Array]
    const out = outputs[0]!
    this.sum.run(volumes, index, out, from, to)
    const period = this.sum.window
    for (let i = from; i < to; i++) out[i] = out[i] === 0 ? Number.NaN : (volumes[i]! * period) / out[i]!
  }
}

export const volumeRatio = defineFeature({
  name: 'volumeRatio',
  group: 'volume',
  summary: 'Volume divided by its mean over the last period bars, this one included; NaN without volume.',
  clock: 'bar',
  inputs: ['volume', 'barIndex'],
  sources: 0,
  params: { period: { default: 20, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new VolumeRatioKernel(period),
})
