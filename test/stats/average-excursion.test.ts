import { expect, test } from 'vitest'
import {
  averageAdverseExcursion,
  averageFavourableExcursion,
  lossesFavourableExcursion,
  winsAdverseExcursion,
} from '../../src/stats/average-excursion.ts'
import { addTrade, emptyTally } from '../../src/stats/trade-tally.ts'
import { expectClose } from '../support/close.ts'
import { tradeOf } from '../support/fills.ts'

test('means of all trades, of the wins and of the losses', () => {
  const tally = emptyTally()
  addTrade(tally, tradeOf({ profit: 5, adverseExcursion: 0.01, favourableExcursion: 0.08 }))
  addTrade(tally, tradeOf({ profit: 1, adverseExcursion: 0.03, favourableExcursion: 0.04 }))
  addTrade(tally, tradeOf({ profit: -2, adverseExcursion: 0.06, favourableExcursion: 0.02 }))
  addTrade(tally, tradeOf({ profit: 0, adverseExcursion: 0.02, favourableExcursion: 0.02 }))
  expectClose(averageAdverseExcursion(tally), 0.03)
  expectClose(averageFavourableExcursion(tally), 0.04)
  expectClose(winsAdverseExcursion(tally), 0.02)
  expectClose(lossesFavourableExcursion(tally), 0.02)
})

test('none of them exists without trades', () => {
  const tally = emptyTally()
  expect(averageAdverseExcursion(tally)).toBeNull()
  expect(averageFavourableExcursion(tally)).toBeNull()
  expect(winsAdverseExcursion(tally)).toBeNull()
  expect(lossesFavourableExcursion(tally)).toBeNull()
})
