import { HOUR_MS } from '../core/time.ts'
import { defineFeature } from './definition.ts'
import { stateless } from './stateless.ts'

export const timeToFunding = defineFeature({
  name: 'timeToFunding',
  group: 'futures',
  summary:
    'Hours from the bar’s end to the next settlement, counted on from the last known one by the interval in force; 0 when one falls on the bar’s end, NaN before the first.',
  clock: 'bar',
  inputs: ['endTime', 'fundingTime', 'fundingInterval'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: () =>
    stateless((inputs, outputs, from, to) => {
      const [ends, settled, intervals] = inputs
      const out = outputs[0]!
      for (let i = from; i < to; i++) {
        const interval = intervals![i]!
        const elapsed = (ends![i]! - settled![i]!) % interval
        out[i] = (elapsed === 0 ? 0 : interval - elapsed) / HOUR_MS
      }
    }),
})
