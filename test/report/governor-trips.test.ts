import { expect, test } from 'vitest'
import { governorTrips } from '../../src/report/governor-trips.ts'
import { sampleMarket } from '../support/sample-market.ts'
import { sampleResult } from '../support/sample-result.ts'

test('beginnings and ends of causes that overlap', () => {
  const { governorChanges, times } = sampleResult(sampleMarket({ instruments: 1, bars: 200 }))
  expect(governorTrips(governorChanges)).toEqual([
    { cause: 'losingStreak', mode: 'REDUCING', from: times[50], to: times[74], value: 5, bound: 5 },
    { cause: 'dailyLoss', mode: 'HALTED', from: times[55], to: times[70], value: -1610, bound: -1500 },
  ])
  const [still] = governorTrips(governorChanges.slice(0, 1))
  expect(still!.to).toBeNaN()
})
