import { expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { valuesOf } from './support/columns.ts'

const hours = (...list: number[]) => list.map((hour) => hour * HOUR_MS)

it('counts on from the last settlement by the interval in force', () => {
  const values = valuesOf(
    'timeToFunding',
    {},
    {
      endTime: hours(9, 15, 16, 17, 33, 17.5),
      fundingTime: hours(8, 8, 8, 16, 16, 17), // at 16:00 the settlement of that instant is not known yet
      fundingInterval: hours(8, 8, 8, 8, 8, 1),
    },
  )
  expect(values).toEqual([7, 1, 0, 7, 7, 0.5])
})

it('is unknown before the first settlement', () => {
  const columns = { endTime: hours(9), fundingTime: [Number.NaN], fundingInterval: hours(8) }
  expect(valuesOf('timeToFunding', {}, columns)).toEqual([Number.NaN])
})
