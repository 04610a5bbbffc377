import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'

/**
 * Opinion of a reversion rule: 1 from the row in which x < low until x ≥ exit, −1 from x > high until x ≤ exit,
 * else 0. An unknown row gives NaN and changes nothing.
 */
class ThresholdStateKernel extends StatefulKernel {
  private readonly low: number
  private readonly exit: number
  private readonly high: number
  private state = 0

  constructor(low: number, exit: number, high: number) {
    super()
    this.low = low
    this.exit = exit
    this.high = high
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const x = inputs[0]!
    const out = outputs[0]!
    for (let i = from; i < to; i++) {
      const value = x[i]!
      if (value < this.low) this.state = 1
      else if (value > this.high) this.state = -1
      else if ((this.state > 0 && value >= this.exit) || (this.state < 0 && value <= this.exit))
        this.state = 0
      out[i] = Number.isNaN(value) ? Number.NaN : this.state
    }
  }
}

export const thresholdState = defineFeature({
  name: 'thresholdState',
  group: 'arithmetic',
  summary: '1 from x < low until x ≥ exit, −1 from x > high until x ≤ exit, else 0 (a reversion rule).',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: {
    low: { default: 30, min: -1e12, max: 1e12, isInteger: false },
    exit: { default: 50, min: -1e12, max: 1e12, isInteger: false },
    high: { default: 70, min: -1e12, max: 1e12, isInteger: false },
  },
  outputs: ['value'],
  memory: 'infinite',
  lookback: () => 0,
  kernel: ({ low, exit, high }) => new ThresholdStateKernel(low, exit, high),
})
