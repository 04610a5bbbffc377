import { defineFeature } from './definition.ts'
import { EmaKernel } from './ema.ts'
import { Scratch } from './scratch.ts'
import { StatefulKernel } from './state.ts'

/** dema = 2·ema − ema(ema) */
class DemaKernel extends StatefulKernel {
  private readonly once: EmaKernel
  private readonly twice: EmaKernel
  readonly #scratch = new Scratch()

  constructor(period: number) {
    super()
    this.once = new EmaKernel(period)
    this.twice = new EmaKernel(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const out = outputs[0]!
    const twice = this.#scratch.rows(to)
    this.once.run(inputs, outputs, from, to)
    this.twice.run(outputs, [twice], from, to)
    for (let i = from; i < to; i++) out[i] = 2 * out[i]! - twice[i]!
  }
}

export const dema = defineFeature({
  name: 'dema',
  group: 'trend',
  summary: 'Double exponential moving average, 2·ema − ema(ema) (Mulloy; TA-Lib DEMA).',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: { period: { default: 20, min: 1, max: 5000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'infinite',
  lookback: ({ period }) => 2 * (period - 1),
  kernel: ({ period }) => new DemaKernel(period),
})
