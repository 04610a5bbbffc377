import { defineFeature } from './definition.ts'
import { RollingSum } from './rolling/rolling-sum.ts'
import { StatefulKernel } from './state.ts'

const FAST = 2 / (2 + 1)
const SLOW = 2 / (30 + 1)

/**
 * Kaufman's adaptive moving average: an EMA whose weight follows the efficiency of the move.
 *
 *   efficiency = min(1, |x − x[−n]| / Σ |x[k] − x[k−1]| over n rows)      (1 where nothing moved)
 *   weight     = (efficiency · (fast − slow) + slow)²,  fast = 2/3, slow = 2/31
 *
 * It starts from x[n−1], so the first value is that of row n (TA-Lib). An unknown row gives NaN and is skipped.
 * Inputs: source, row index.
 */
class KamaKernel extends StatefulKernel {
  private readonly path: RollingSum
  private readonly ring: Float64Array
  private oldest = 0
  private previous = Number.NaN
  private value = Number.NaN

  constructor(period: number) {
    super()
    this.path = new RollingSum(period)
    this.ring = new Float64Array(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [x, index] = inputs
    const out = outputs[0]!
    for (let i = from; i < to; i++)
      out[i] = Number.isFinite(x![i]) ? this.take(x![i]!, index![i]!) : Number.NaN
  }

  private take(x: number, index: number): number {
    const path = this.path.push(Math.abs(x - this.previous), index)
    const distance = Math.abs(x - this.ring[this.oldest]!)
    if (!Number.isNaN(path)) {
      if (Number.isNaN(this.value)) this.value = this.previous
      const efficiency = path > distance ? distance / path : 1
      const smoothing = efficiency * (FAST - SLOW) + SLOW
      this.value += (x - this.value) * smoothing * smoothing
    }
    this.ring[this.oldest] = x
    this.oldest = this.oldest + 1 === this.ring.length ? 0 : this.oldest + 1
    this.previous = x
    return this.value
  }
}

export const kama = defineFeature({
  name: 'kama',
  group: 'trend',
  summary:
    'Kaufman’s adaptive moving average: an EMA whose weight follows |move| ÷ path over period rows (TA-Lib KAMA).',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: { period: { default: 30, min: 2, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'infinite',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new KamaKernel(period),
})
