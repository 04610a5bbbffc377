import { DAY_MS } from '../core/time.ts'
import { COS_7, SIN_7 } from './circle.ts'
import { defineFeature } from './definition.ts'
import { stateless } from './stateless.ts'

export const weekday = defineFeature({
  name: 'weekday',
  group: 'calendar',
  summary: 'Weekday of the bar’s end, UTC, on the circle: sine and cosine of day/7 of a turn, Monday = 0.',
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
        const day = (Math.floor(ends[i]! / DAY_MS) + 3) % 7 // 1970-01-01 was a Thursday
        sines![i] = SIN_7[day]!
        cosines![i] = COS_7[day]!
      }
    }),
})
