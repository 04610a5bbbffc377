import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'

/** Length of the run of rising (positive) or falling (negative) bars that ends here; a bar that closes at its open gives 0. */
class ConsecutiveCandlesKernel extends StatefulKernel {
  private count = 0

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [closes, opens] = inputs as [Float64Array, Float64Array]
    const out = outputs[0]!
    let count = this.count
    for (let i = from; i < to; i++) {
      const direction = Math.sign(closes[i]! - opens[i]!)
      if (Number.isNaN(direction)) {
        out[i] = Number.NaN
        continue
      }
      count = direction * count > 0 ? count + direction : direction
      out[i] = count
    }
    this.count = count
  }
}

export const consecutiveCandles = defineFeature({
  name: 'consecutiveCandles',
  group: 'structure',
  summary:
    'Length of the run of bars of one colour that ends here: positive rising, negative falling, 0 undecided.',
  clock: 'bar',
  inputs: ['close', 'open'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'infinite',
  lookback: () => 0,
  kernel: () => new ConsecutiveCandlesKernel(),
})
