import { defineFeature } from './definition.ts'
import { RollingSum } from './rolling/rolling-sum.ts'
import { StatefulKernel } from './state.ts'

/**
 * Realised volatility per bar: √(mean of r²), r = ln(x / x[−1]), over the last `period` returns. The mean return is
 * taken as 0, as usual for short bars. Annualise with √(bars per year).
 */
class RealizedVolatilityKernel extends StatefulKernel {
  private readonly sum: RollingSum
  private previous = Number.NaN

  constructor(period: number) {
    super()
    this.sum = new RollingSum(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [x, index] = inputs as [Float64Array, Float64Array]
    const out = outputs[0]!
    let previous = this.previous
    for (let i = from; i < to; i++) {
      const value = x[i]!
      const change = Math.log(value / previous)
      previous = value
      out[i] = change * change
    }
    this.previous = previous
    this.sum.run(out, index, out, from, to)
    const period = this.sum.window
    for (let i = from; i < to; i++) out[i] = Math.sqrt(out[i]! / period)
  }
}

export const realizedVolatility = defineFeature({
  name: 'realizedVolatility',
  group: 'volatility',
  summary:
    'Realised volatility per bar, not annualised: √(mean of squared log returns) over the last period returns.',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: { period: { default: 20, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new RealizedVolatilityKernel(period),
})
