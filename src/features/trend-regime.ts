import { adx } from './adx.ts'
import { defineFeature, type FeatureParam } from './definition.ts'
import type { Kernel } from './kernel.ts'
import { Scratch } from './scratch.ts'
import { StatefulKernel } from './state.ts'

/** Whether the market trends, by the strength of directional movement: 1 TRENDING, −1 RANGING, 0 NORMAL. */
class TrendRegimeKernel extends StatefulKernel {
  private readonly strength: Kernel
  private readonly trending: number
  private readonly ranging: number
  readonly #pluses = new Scratch()
  readonly #minuses = new Scratch()

  constructor(period: number, trending: number, ranging: number) {
    super()
    this.strength = adx.definition.kernel({ period })
    this.trending = trending
    this.ranging = ranging
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const out = outputs[0]!
    this.strength.run(inputs, [out, this.#pluses.rows(to), this.#minuses.rows(to)], from, to)
    for (let i = from; i < to; i++) out[i] = this.regimeOf(out[i]!)
  }

  private regimeOf(strength: number): number {
    if (strength > this.trending) return 1
    if (strength < this.ranging) return -1
    return 0 * strength // NaN stays NaN
  }
}

function thresholdParam(value: number): FeatureParam {
  return { default: value, min: 0, max: 100, isInteger: false }
}

export const trendRegime = defineFeature({
  name: 'trendRegime',
  group: 'regime',
  summary: 'Trend regime by ADX (Wilder): 1 TRENDING (> trending), −1 RANGING (< ranging), 0 NORMAL between.',
  clock: 'bar',
  inputs: ['high', 'low', 'close'],
  sources: 0,
  params: {
    period: { default: 14, min: 2, max: 1000, unit: 'bars' },
    trending: thresholdParam(25),
    ranging: thresholdParam(20),
  },
  outputs: ['value'],
  memory: 'infinite',
  lookback: ({ period }) => 2 * period - 1,
  kernel: ({ period, trending, ranging }) => new TrendRegimeKernel(period, trending, ranging),
})
