import { AtrKernel } from './atr.ts'
import { defineFeature } from './definition.ts'

/** 100 · ATR / close: the average true range in percent of the price. A close of 0 gives NaN. */
export class AtrPercentKernel extends AtrKernel {
  override run(
    inputs: readonly Float64Array[],
    outputs: readonly Float64Array[],
    from: number,
    to: number,
  ): void {
    super.run(inputs, outputs, from, to)
    const closes = inputs[2]!
    const out = outputs[0]!
    for (let i = from; i < to; i++) out[i] = closes[i] === 0 ? Number.NaN : (100 * out[i]!) / closes[i]!
  }
}

export const atrPercent = defineFeature({
  name: 'atrPercent',
  group: 'volatility',
  summary: 'Average true range in percent of the close: 100 · ATR / close (TA-Lib NATR).',
  clock: 'bar',
  inputs: ['high', 'low', 'close'],
  sources: 0,
  params: { period: { default: 14, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'infinite',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new AtrPercentKernel(period),
})
