import { defineFeature } from './definition.ts'
import { relativeChange } from './relative-change.ts'
import { Lagged } from './rolling/lagged.ts'
import { StatefulKernel } from './state.ts'

/** Inputs: close, close of the benchmark. */
class ReturnVsBenchmarkKernel extends StatefulKernel {
  private readonly own: Lagged
  private readonly benchmark: Lagged

  constructor(period: number) {
    super()
    this.own = new Lagged(period)
    this.benchmark = new Lagged(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [closes, benchmarks] = inputs
    const out = outputs[0]!
    for (let i = from; i < to; i++) {
      const own = relativeChange(closes![i]!, this.own.push(closes![i]!))
      out[i] = own - relativeChange(benchmarks![i]!, this.benchmark.push(benchmarks![i]!))
    }
  }
}

export const returnVsBenchmark = defineFeature({
  name: 'returnVsBenchmark',
  group: 'cross-section',
  summary: 'Return over the last period bars minus that of BTC.',
  clock: 'bar',
  inputs: ['close', 'benchmarkClose'],
  sources: 0,
  params: { period: { default: 24, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new ReturnVsBenchmarkKernel(period),
})
