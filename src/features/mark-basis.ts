import { defineFeature } from './definition.ts'
import { relativeChange } from './relative-change.ts'
import { stateless } from './stateless.ts'

export const markBasis = defineFeature({
  name: 'markBasis',
  group: 'futures',
  summary: 'Close against the mark price at the bar’s end: close / mark − 1; NaN where the mark is missing.',
  clock: 'bar',
  inputs: ['close', 'markClose'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: () =>
    stateless((inputs, outputs, from, to) => {
      const [closes, marks] = inputs
      const out = outputs[0]!
      for (let i = from; i < to; i++) out[i] = relativeChange(closes![i]!, marks![i]!)
    }),
})
