import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'

/**
 * On-balance volume: the volume of rising closes minus that of falling ones, from the first bar's volume on
 * (TA-Lib OBV). A row that is not finite gives NaN and is skipped.
 */
class ObvKernel extends StatefulKernel {
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
      const direction = +(close > previous) - +(close < previous) // without a branch: half of all closes rise
      total += (Number.isNaN(previous) ? 1 : direction) * volumes[i]!
      previous = close
      out[i] = total
    }
    this.previous = previous
    this.total = total
  }
}

export const obv = defineFeature({
  name: 'obv',
  group: 'volume',
  summary:
    'On-balance volume: + volume of a rising close, − of a falling one, starting at volume[0] (TA-Lib OBV).',
  clock: 'bar',
  inputs: ['close', 'volume'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'infinite',
  lookback: () => 0,
  kernel: () => new ObvKernel(),
})
