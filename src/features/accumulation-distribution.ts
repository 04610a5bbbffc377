import { defineFeature } from './definition.ts'
import { moneyFlowVolume } from './money-flow.ts'
import { StatefulKernel } from './state.ts'

/** Running sum of money-flow volumes from the first bar on. A row that is not finite gives NaN and is skipped. */
class AccumulationDistributionKernel extends StatefulKernel {
  private total = 0

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [highs, lows, closes, volumes] = inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
    const out = outputs[0]!
    let total = this.total
    for (let i = from; i < to; i++) {
      const next = total + moneyFlowVolume(highs[i]!, lows[i]!, closes[i]!, volumes[i]!)
      const isKnown = Number.isFinite(next)
      out[i] = isKnown ? next : Number.NaN
      if (isKnown) total = next
    }
    this.total = total
  }
}

export const accumulationDistribution = defineFeature({
  name: 'accumulationDistribution',
  group: 'volume',
  summary:
    'Accumulation/distribution line: running sum of volume · ((close − low) − (high − close)) / (high − low) (TA-Lib AD).',
  clock: 'bar',
  inputs: ['high', 'low', 'close', 'volume'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'infinite',
  lookback: () => 0,
  kernel: () => new AccumulationDistributionKernel(),
})
