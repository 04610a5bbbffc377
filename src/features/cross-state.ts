import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'

/**
 * Which of two series is above since they first crossed: 0 until the sign of a − b turns to its opposite for the
 * first time, from then on that sign. Equality keeps the sign before it. A row with an unknown gives NaN
 * and changes nothing.
 */
class CrossStateKernel extends StatefulKernel {
  /** Sign of the last row in which a ≠ b; 0 before there was one. */
  private sign = 0
  /** 1 once they have crossed. */
  private hasCrossed = 0

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const a = inputs[0]!
    const b = inputs[1]!
    const out = outputs[0]!
    let sign = this.sign
    let hasCrossed = this.hasCrossed
    for (let i = from; i < to; i++) {
      const difference = a[i]! - b[i]!
      const now = difference > 0 ? 1 : difference < 0 ? -1 : sign
      if (now !== sign && sign !== 0) hasCrossed = 1
      sign = now
      out[i] = Number.isNaN(difference) ? Number.NaN : hasCrossed === 0 ? 0 : sign
    }
    this.sign = sign
    this.hasCrossed = hasCrossed
  }
}

export const crossState = defineFeature({
  name: 'crossState',
  group: 'trend',
  summary:
    'Sign of a − b since the two first crossed: 0 until the sign turns for the first time, then 1 or −1; equality keeps the sign.',
  clock: 'bar',
  inputs: ['close', 'open'],
  sources: 2,
  params: {},
  outputs: ['value'],
  memory: 'infinite',
  lookback: () => 0,
  kernel: () => new CrossStateKernel(),
})
