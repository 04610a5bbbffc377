import { describe, expect, it } from 'vitest'
import { Position } from '../../src/ledger/position.ts'
import { TradeBook } from '../../src/ledger/trade-book.ts'
import { gridOf } from '../../src/market/grid.ts'
import type { Order, TradePlan } from '../../src/market/order.ts'
import type { Fill, Trade } from '../../src/market/records.ts'
import { fillOf } from '../support/fills.ts'
import { instrument } from '../support/market.ts'

const PLAN: TradePlan = { proposedAt: 0.5, stopPct: 0.02, targetPct: 0.05, leverage: 5, regime: 1 }
const GRIDS = [gridOf(instrument('A')), gridOf(instrument('B'))]

function bookOf() {
  const closed: Trade[] = []
  return { closed, book: new TradeBook(GRIDS, (trade) => closed.push({ ...trade })) }
}

const orderOf = (plan?: TradePlan) => ({ confidence: 0.7, plan }) as Order

/** Enters a fill of so many signed units at a price, by default without slippage and fee. */
function enter(book: TradeBook, units: number, given: Partial<Fill>, realised = 0, plan?: TradePlan): void {
  const fill = fillOf(given.time!, 1000 * units)
  book.onFill({ ...fill, reference: given.price!, ...given }, realised, orderOf(plan))
}

describe('a trade', () => {
  it('gathers its fills, funding, range and times from flat to flat', () => {
    const { book, closed } = bookOf()
    enter(book, 2, { time: 1, price: 100, fee: 1 }, 0, PLAN)
    enter(book, 1, { time: 2, price: 130, fee: 2 }, 0, PLAN)
    book.onRange(0, 90, 140)
    book.onRange(0, 95, 135)
    book.onTrailing(0, 5)
    book.onTrailing(0, 6)
    book.onFunding(0, 3)
    book.onFunding(0, 4)
    enter(
      book,
      -1.5,
      { time: 7, price: 150, reference: 151, fee: 0.5, reason: 'target', isAmbiguous: true },
      60,
    )
    enter(book, -0.5, { time: 8, price: 160, fee: 0.5, reason: 'target' }, 25)
    expect(closed).toEqual([])
    enter(book, -1, { time: 9, price: 80, fee: 0.25, reason: 'stop' }, -30)
    expect(closed).toEqual([
      {
        instrument: 0,
        side: 1,
        openTime: 1,
        closeTime: 9,
        entryPrice: 110,
        exitPrice: expect.closeTo(385 / 3, 10), // (1.5 · 150 + 0.5 · 160 + 80) / 3
        quantity: 3,
        grossProfit: 55,
        fees: 4.25,
        funding: 7,
        profit: 43.75,
        exitReason: 'stop',
        fillCount: 5,
        isAmbiguous: true,
        confidence: 0.7,
        proposedTime: 0.5,
        partialTime: 7,
        trailingTime: 5,
        adverseExcursion: expect.closeTo(3 / 11, 10), // the last fill, 80
        favourableExcursion: expect.closeTo(5 / 11, 10), // the second target, 160
        initialRisk: expect.closeTo(6.6, 10), // 2 % of 110, times 3
        regime: 1,
        leverage: 5,
      },
    ])
  })

  it('takes nothing over from the one before it', () => {
    const { book, closed } = bookOf()
    enter(book, 3, { time: 1, price: 100, fee: 1 }, 0, PLAN)
    book.onRange(0, 50, 200)
    book.onTrailing(0, 2)
    book.onFunding(0, 3)
    enter(book, -3, { time: 3, price: 100, reason: 'target', isAmbiguous: true }, 7)
    enter(book, -1, { time: 20, price: 100 })
    enter(book, 1, { time: 21, price: 90, reason: 'signal' }, 10)
    expect(closed[1]).toEqual({
      instrument: 0,
      side: -1,
      openTime: 20,
      closeTime: 21,
      entryPrice: 100,
      exitPrice: 90,
      quantity: 1,
      grossProfit: 10,
      fees: 0,
      funding: 0,
      profit: 10,
      exitReason: 'signal',
      fillCount: 2,
      isAmbiguous: false,
      confidence: 0.7,
      proposedTime: Number.NaN,
      partialTime: Number.NaN,
      trailingTime: Number.NaN,
      adverseExcursion: 0,
      favourableExcursion: expect.closeTo(0.1, 10),
      initialRisk: Number.NaN,
      regime: Number.NaN,
      leverage: Number.NaN,
    })
  })

  it('has as its quantity the most that was held at one time', () => {
    const { book, closed } = bookOf()
    enter(book, -3, { time: 1, price: 100 }, 0, PLAN)
    enter(book, 2, { time: 2, price: 100 })
    enter(book, -1, { time: 3, price: 100 }, 0, PLAN)
    enter(book, 2, { time: 4, price: 110 }, -20)
    expect(closed[0]).toMatchObject({ quantity: 3, fillCount: 4, initialRisk: 4 }) // 2 % of 100, times 2
    expect(closed[0]!.adverseExcursion).toBeCloseTo(0.1, 10)
  })

  it('is listed while it is open, valued at the last mark', () => {
    const { book } = bookOf()
    enter(book, -2, { time: 5, price: 100, fee: 1, instrument: 1 }, 0, PLAN)
    book.onFunding(1, 3)
    const short = Object.assign(new Position(), {
      lots: -2000,
      units: -2,
      entryPrice: 100,
      mark: 90,
      leverage: 4,
    })
    expect(book.openPositions([new Position(), short])).toEqual([
      {
        instrument: 1,
        side: -1,
        quantity: 2,
        entryPrice: 100,
        markPrice: 90,
        unrealised: 20,
        openTime: 5,
        leverage: 4,
        fees: 1,
        funding: 3,
      },
    ])
  })

  it('goes on from a snapshot that later fills do not change', () => {
    const { book } = bookOf()
    enter(book, 2, { time: 1, price: 100, fee: 1 }, 0, PLAN)
    const saved = book.snapshot()
    enter(book, -2, { time: 2, price: 50, fee: 9 }, -100)
    const later = bookOf()
    later.book.restore(saved)
    enter(later.book, -2, { time: 3, price: 110 }, 20)
    expect(later.closed[0]).toMatchObject({ openTime: 1, fees: 1, profit: 19, fillCount: 2 })
  })
})
