import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'

/**
 * Volume-price trend: Σ volume · (close / previous close − 1), 0 at the first bar (TA-Lib PVT).
 * A row that is not finite gives NaN and is skipped.
 */
class VptKernel extends StatefulKernel {
  private previous = Number.NaN
  private total = 0

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [closes, volumes] = inputs as [Float64Array, Float64Array]
    const out = outputs[0]!
    let { previous, total } = this
    for (let i = from; i < to; i++) {
      const close = closes[i]!
      if (!Number.isFinite(close + volumes[i]!)) {
        out[i] = Number.NaN
        continue
      }
      const change = Number.isNaN(previous) || previous === 0 ? 0 : (close - previous) / previous
      total += volumes[i]! * change
      previous = close
      out[i] = total
    }
    this.previous = previous
    this.total = total
  }
}

export const vpt = defineFeature({
  name: 'vpt',
  group: 'volume',
  summary: 'Volume-price trend: running sum of volume · (close / previous close − 1) (TA-Lib PVT).',
  clock: 'bar',
  inputs: ['close', 'volume'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'infinite',
  lookback: () => 0,
  kernel: () => new VptKernel(),
})
