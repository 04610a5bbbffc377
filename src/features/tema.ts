import { defineFeature } from './definition.ts'
import { EmaKernel } from './ema.ts'
import { Scratch } from './scratch.ts'
import { StatefulKernel } from './state.ts'

/** tema = 3·ema − 3·ema(ema) + ema(ema(ema)) */
class TemaKernel extends StatefulKernel {
  private readonly once: EmaKernel
  private readonly twice: EmaKernel
  private readonly thrice: EmaKernel
  readonly #second = new Scratch()
  readonly #third = new Scratch()

  constructor(period: number) {
    super()
    this.once = new EmaKernel(period)
    this.twice = new EmaKernel(period)
    this.thrice = new EmaKernel(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const out = outputs[0]!
    const second = this.#second.rows(to)
    const third = this.#third.rows(to)
    this.once.run(inputs, outputs, from, to)
    this.twice.run(outputs, [second], from, to)
    this.thrice.run([second], [third], from, to)
    for (let i = from; i < to; i++) out[i] = 3 * out[i]! - 3 * second[i]! + third[i]!
  }
}

export const tema = defineFeature({
  name: 'tema',
  group: 'trend',
  summary: 'Triple exponential moving average, 3·ema − 3·ema(ema) + ema(ema(ema)) (Mulloy; TA-Lib TEMA).',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: { period: { default: 20, min: 1, max: 3000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'infinite',
  lookback: ({ period }) => 3 * (period - 1),
  kernel: ({ period }) => new TemaKernel(period),
})
