import { defineFeature } from './definition.ts'
import { EmaKernel } from './ema.ts'
import { StatefulKernel } from './state.ts'

/** tema = 3·ema − 3·ema(ema) + ema(ema(ema)) */
class TemaKernel extends StatefulKernel {
  private readonly once: EmaKernel
  private readonly twice: EmaKernel
  private readonly thrice: EmaKernel
  /** ema(ema) and ema(ema(ema)) of a block; no part of the state. */
  #second = new Float64Array(0)
  #third = new Float64Array(0)

  constructor(period: number) {
    super()
    this.once = new EmaKernel(period)
    this.twice = new EmaKernel(period)
    this.thrice = new EmaKernel(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    this.reserve(to)
    const out = outputs[0]!
    const second = this.#second
    const third = this.#third
    this.once.run(inputs, outputs, from, to)
    this.twice.run(outputs, [second], from, to)
    this.thrice.run([second], [third], from, to)
    for (let i = from; i < to; i++) out[i] = 3 * out[i]! - 3 * second[i]! + third[i]!
  }

  private reserve(rows: number): void {
    if (this.#second.length >= rows) return
    this.#second = new Float64Array(rows)
    this.#third = new Float64Array(rows)
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
