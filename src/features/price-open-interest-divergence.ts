import { defineFeature } from './definition.ts'
import { relativeChange } from './relative-change.ts'
import { Lagged } from './rolling/lagged.ts'
import { StatefulKernel } from './state.ts'

/** Price change against open-interest change over the same bars. Inputs: close, open interest. */
class DivergenceKernel extends StatefulKernel {
  private readonly closes: Lagged
  private readonly interests: Lagged

  constructor(period: number) {
    super()
    this.closes = new Lagged(period)
    this.interests = new Lagged(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [closes, interests] = inputs
    const [differences, regimes] = outputs
    for (let i = from; i < to; i++) {
      const price = relativeChange(closes![i]!, this.closes.push(closes![i]!))
      const interest = relativeChange(interests![i]!, this.interests.push(interests![i]!))
      differences![i] = price - interest
      regimes![i] = regimeOf(price, interest)
    }
  }
}

/** ±2: the move is backed by new positions; ±1: by closing ones; 0: one of the two did not change. */
function regimeOf(price: number, interest: number): number {
  if (Number.isNaN(price + interest)) return Number.NaN
  if (price === 0 || interest === 0) return 0
  return Math.sign(price) * (interest > 0 ? 2 : 1)
}

export const priceOpenInterestDivergence = defineFeature({
  name: 'priceOpenInterestDivergence',
  group: 'futures',
  summary:
    'difference: relative price change − relative open-interest change over the last period bars. regime: 2 new longs (both up), 1 short covering (price up, interest down), −2 new shorts, −1 longs closing, 0 no change.',
  clock: 'bar',
  inputs: ['close', 'openInterest'],
  sources: 0,
  params: { period: { default: 24, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['difference', 'regime'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new DivergenceKernel(period),
})
