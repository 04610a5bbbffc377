import { defineFeature } from './definition.ts'
import { RollingVariance } from './rolling/rolling-variance.ts'
import { Scratch } from './scratch.ts'
import { StatefulKernel } from './state.ts'

/** √(Σ(x − mean)² / n) over the last n rows: the population standard deviation. */
class StandardDeviationKernel extends StatefulKernel {
  private readonly variance: RollingVariance
  readonly #means = new Scratch()

  constructor(period: number) {
    super()
    this.variance = new RollingVariance(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const out = outputs[0]!
    this.variance.run(inputs[0]!, inputs[1]!, this.#means.rows(to), out, from, to)
    for (let i = from; i < to; i++) out[i] = Math.sqrt(out[i]!)
  }
}

export const standardDeviation = defineFeature({
  name: 'standardDeviation',
  group: 'volatility',
  summary: 'Population standard deviation of the last period rows, in units of the source (TA-Lib STDDEV).',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: { period: { default: 20, min: 2, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new StandardDeviationKernel(period),
})
