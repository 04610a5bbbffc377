import { AtrPercentKernel } from './atr-percent.ts'
import { defineFeature, type FeatureParam } from './definition.ts'

/** How volatile the market is, by ATR in percent of the close: 0 LOW, 1 NORMAL, 2 HIGH, 3 EXTREME. */
class VolatilityRegimeKernel extends AtrPercentKernel {
  private readonly lowPct: number
  private readonly highPct: number
  private readonly extremePct: number

  constructor(period: number, lowPct: number, highPct: number, extremePct: number) {
    super(period)
    this.lowPct = lowPct
    this.highPct = highPct
    this.extremePct = extremePct
  }

  override run(
    inputs: readonly Float64Array[],
    outputs: readonly Float64Array[],
    from: number,
    to: number,
  ): void {
    super.run(inputs, outputs, from, to)
    const out = outputs[0]!
    for (let i = from; i < to; i++) out[i] = this.regimeOf(out[i]!)
  }

  private regimeOf(percent: number): number {
    if (percent > this.extremePct) return 3
    if (percent > this.highPct) return 2
    return percent >= this.lowPct ? 1 : 0 * percent // NaN stays NaN
  }
}

function percentParam(value: number): FeatureParam {
  return { default: value, min: 0, max: 1000, isInteger: false, unit: '%' }
}

export const volatilityRegime = defineFeature({
  name: 'volatilityRegime',
  group: 'regime',
  summary:
    'Volatility regime by ATR in percent of the close: 0 LOW (< lowPct), 1 NORMAL, 2 HIGH (> highPct), 3 EXTREME (> extremePct).',
  clock: 'bar',
  inputs: ['high', 'low', 'close'],
  sources: 0,
  params: {
    period: { default: 14, min: 1, max: 10_000, unit: 'bars' },
    lowPct: percentParam(1),
    highPct: percentParam(3),
    extremePct: percentParam(6),
  },
  outputs: ['value'],
  memory: 'infinite',
  lookback: ({ period }) => period,
  kernel: ({ period, lowPct, highPct, extremePct }) =>
    new VolatilityRegimeKernel(period, lowPct, highPct, extremePct),
})
