import { defineFeature } from './definition.ts'
import { RsiKernel } from './rsi.ts'
import { Scratch } from './scratch.ts'
import { StatefulKernel } from './state.ts'
import { StochasticKernel } from './stochastic.ts'

/**
 * The stochastic oscillator of the RSI: where the RSI stands in its own range of the last `range` rows.
 *
 *   k = 100 · (rsi − lowest) / (highest − lowest),  d = SMA(k, smooth)
 */
class StochasticRsiKernel extends StatefulKernel {
  private readonly rsi: RsiKernel
  private readonly stochastic: StochasticKernel
  readonly #strengths = new Scratch()

  constructor(period: number, range: number, smooth: number) {
    super()
    this.rsi = new RsiKernel(period)
    this.stochastic = new StochasticKernel(range, 1, smooth)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const strengths = this.#strengths.rows(to)
    this.rsi.run(inputs, [strengths], from, to)
    this.stochastic.run([strengths, strengths, strengths, inputs[1]!], outputs, from, to)
  }
}

export const stochasticRsi = defineFeature({
  name: 'stochasticRsi',
  group: 'momentum',
  summary:
    'Place of RSI(period) in its own range of the last range bars, 0 … 100 (k), and its simple mean (d) (TA-Lib STOCHRSI).',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: {
    period: { default: 14, min: 2, max: 10_000, unit: 'bars' },
    range: { default: 14, min: 1, max: 10_000, unit: 'bars' },
    smooth: { default: 3, min: 1, max: 1000, unit: 'bars' },
  },
  outputs: ['k', 'd'],
  memory: 'infinite',
  lookback: ({ period, range, smooth }) => period + range + smooth - 2,
  kernel: ({ period, range, smooth }) => new StochasticRsiKernel(period, range, smooth),
})
