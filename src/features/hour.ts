import { HOUR_MS } from '../core/time.ts'
import { COS_24, SIN_24 } from './circle.ts'
import { defineFeature } from './definition.ts'
import { stateless } from './stateless.ts'

export const hour = defineFeature({
  name: 'hour',
  group: 'calendar',
  summary: 'Hour of the bar’s end, UTC, on the circle: sine and cosine of hour/24 of a turn.',
  clock: 'bar',
  inputs: ['endTime'],
  sources: 0,
  params: {},
  outputs: ['sin', 'cos'],
  memory: 'window',
  lookback: () => 0,
  kernel: () =>
    stateless((inputs, outputs, from, to) => {
      const ends = inputs[0]!
      const [sines, cosines] = outputs
      for (let i = from; i < to; i++) {
        const hour = Math.floor(ends[i]! / HOUR_MS) % 24
        sines![i] = SIN_24[hour]!
        cosines![i] = COS_24[hour]!
      }
    }),
})
