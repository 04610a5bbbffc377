import { describe, expect, it } from 'vitest'
import type { Side } from '../../src/market/records.ts'
import { bars, type Candle } from '../support/market.ts'
import { orderOf, VenueBench } from '../support/venue.ts'

const closing = (
  id: number,
  side: Side,
  type: 'stopMarket' | 'takeProfitMarket',
  price: number,
  lots = 1000,
) => orderOf(id, { side, type, price, lots, isReduceOnly: true })

/** Signed lots and price of what a bar let go. */
const fillsOf = (bench: VenueBench) => bench.told.map(([, lots, price]) => [lots, price])

describe('a bar that opens beyond a stop and the liquidation price', () => {
  it.each([
    ['long, the stop lies before it', 10_000, 90, 70, 0.35],
    ['long, the stop lies behind it', 10_000, 75, 70, 8.75],
    ['short, the stop lies before it', -10_000, 110, 130, 0.65],
    ['short, the stop lies behind it', -10_000, 125, 130, 16.25],
  ])('%s', (_, lots, stop, open, fee) => {
    // Liquidated at 80.32 or 119.52; the fee tells who closed: 5 bps, or 125.
    const bench = new VenueBench({}, 200)
    bench.hold(0, lots, 100)
    bench.submit(closing(1, lots > 0 ? -1 : 1, 'stopMarket', stop, 10_000))
    bench.trade(1, [open, open + 1, open - 1, open])
    expect(bench.told[0]).toEqual([0, -lots, open, expect.closeTo(fee, 9)])
  })
})

describe('liquidation with two positions on one account', () => {
  it.each([
    ['a long that falls through it', 10_000, [99, 101, 60, 80], 604 / 9.96],
    ['a short that rises through it', -10_000, [101, 140, 99, 120], 1396 / 10.04],
    ['a long that falls near it', 10_000, [99, 101, 61, 80], undefined],
    ['a short that rises near it', -10_000, [101, 139, 99, 120], undefined],
  ] as [string, number, Candle, number | undefined][])('%s', (_, lots, candle, level) => {
    const bench = new VenueBench({}, 400)
    bench.hold(0, lots, 100)
    bench.hold(1, 10_000, 100) // its maintenance is 4
    bench.trade(1, candle)
    expect(bench.told.map(([k, , price]) => [k, price])).toEqual(
      level === undefined
        ? []
        : [
            [0, expect.closeTo(level, 9)],
            [1, 100],
          ],
    )
  })
})

describe('triggers by mark price', () => {
  const mark = (markOpen: number, markHigh: number, markLow: number) => ({ markOpen, markHigh, markLow })

  it.each([
    [
      'a long stop, mark through it: the last price nearest to it',
      1,
      'stopMarket',
      95,
      mark(100, 101, 94),
      96,
    ],
    ['a long stop, mark on it', 1, 'stopMarket', 95, mark(100, 101, 95), 96],
    ['a long stop inside both', 1, 'stopMarket', 97, mark(100, 101, 94), 97],
    ['a long stop, mark not there', 1, 'stopMarket', 97, mark(100, 101, 97.1), undefined],
    ['a long stop, mark opens beyond it', 1, 'stopMarket', 97, mark(96.5, 101, 96), 100],
    ['a long target, mark through it', 1, 'takeProfitMarket', 105, mark(100, 106, 99), 104],
    ['a long target, mark not there', 1, 'takeProfitMarket', 103, mark(100, 102, 99), undefined],
    ['a short stop, mark through it', -1, 'stopMarket', 105, mark(100, 106, 99), 104],
    ['a short stop, mark not there', -1, 'stopMarket', 103, mark(100, 102.9, 99), undefined],
    ['a short stop, mark opens beyond it', -1, 'stopMarket', 103, mark(103, 104, 99), 100],
    ['a short target, mark through it', -1, 'takeProfitMarket', 95, mark(100, 101, 94), 96],
    ['a short target, mark not there', -1, 'takeProfitMarket', 97, mark(100, 101, 98), undefined],
  ] as const)('%s', (_, held, type, level, marks, price) => {
    const bench = new VenueBench({ triggerBy: 'mark' })
    bench.hold(0, 1000 * held, 100)
    bench.submit(closing(1, held > 0 ? -1 : 1, type, level))
    bench.trade(1, [100, 104, 96, 100], marks)
    expect(fillsOf(bench)).toEqual(price === undefined ? [] : [[-1000 * held, price]])
  })

  it('are not what triggers by the last price look at', () => {
    const bench = new VenueBench()
    bench.hold(0, 1000, 100)
    bench.submit(closing(1, -1, 'stopMarket', 95))
    bench.trade(1, [100, 104, 96, 100], mark(94, 101, 93))
    expect(bench.told).toEqual([])
    bench.trade(2, [100, 104, 95, 100], mark(100, 101, 99))
    expect(fillsOf(bench)).toEqual([[-1000, 95]])
  })
})

describe('a resting limit order', () => {
  it.each([
    ['a buy that is touched', 1, 98, [100, 101, 98, 100], undefined, 98],
    ['a buy that is traded through', 1, 98, [100, 101, 97.9, 100], 98, 98],
    ['a buy that is not reached', 1, 98, [100, 101, 98.1, 100], undefined, undefined],
    ['a buy at the open', 1, 98, [98, 101, 98, 100], undefined, 98],
    ['a buy at the open, then through', 1, 98, [98, 101, 97, 100], 98, 98],
    ['a buy above the open', 1, 98, [97, 101, 96, 100], 97, 97],
    ['a sale that is touched', -1, 102, [100, 102, 99, 100], undefined, 102],
    ['a sale that is traded through', -1, 102, [100, 102.1, 99, 100], 102, 102],
    ['a sale that is not reached', -1, 102, [100, 101.9, 99, 100], undefined, undefined],
    ['a sale below the open', -1, 102, [103, 104, 101, 103], 103, 103],
  ] as [string, Side, number, Candle, number | undefined, number | undefined][])(
    '%s',
    (_, side, price, candle, through, touch) => {
      for (const [limitFill, wanted] of [
        ['through', through],
        ['touch', touch],
      ] as const) {
        const bench = new VenueBench({ limitFill })
        bench.open(1, 100)
        bench.submit(orderOf(1, { side, type: 'limit', price }))
        bench.open(1, price) // at its price it rests
        bench.trade(1, candle)
        expect(fillsOf(bench)).toEqual(wanted === undefined ? [] : [[1000 * side, wanted]])
        if (wanted !== undefined) expect(bench.told[0]![3]).toBeCloseTo(wanted * 2e-4, 12) // the maker's fee
      }
    },
  )
})

describe('orders inside one bar', () => {
  it.each<Side>([1, -1])('go in the order in which their levels are met (side %i)', (side) => {
    for (const levels of [
      [95, 97, 96],
      [97, 96, 95],
    ]) {
      const bench = new VenueBench()
      bench.hold(0, side * 3000, 100)
      const at = (level: number) => (side > 0 ? level : 200 - level)
      for (const level of levels) bench.submit(closing(level, side > 0 ? -1 : 1, 'stopMarket', at(level)))
      bench.trade(1, side > 0 ? [100, 101, 95.5, 96] : [100, 104.5, 99, 104])
      expect(fillsOf(bench)).toEqual([97, 96].map((level) => [-1000 * side, at(level)]))
      expect(bench.venue.restingOrders(0).map(({ id }) => id)).toEqual([95])
    }
  })

  it('read optimistically: after a target the stop is not tried again before the next bar', () => {
    const bench = new VenueBench({ reading: 'optimistic' })
    bench.hold(0, 1000, 100)
    bench.submit(closing(1, -1, 'takeProfitMarket', 105, 500), closing(2, -1, 'stopMarket', 95, 1000))
    bench.open(1, 100)
    bench.trade(1, [100, 106, 94, 100])
    expect(fillsOf(bench)).toEqual([[-500, 105]])
    bench.open(2, 100)
    bench.trade(2, [100, 101, 94, 100])
    expect(fillsOf(bench)[1]).toEqual([-500, 95])
  })
})

describe('the finer bars of a bar in which an entry rests', () => {
  const finer = bars([
    [100, 100, 100, 100],
    [100, 100, 100, 100],
  ])

  /** The target lies 5 % from the entry, wherever in the bar that is filled. */
  it.each([
    ['a buy, its target is inside from the low', 0, 1, 98, [100, 103, 97, 100], 1],
    ['a buy, its target is above the bar', 0, 1, 98, [100, 101.8, 97, 100], 0],
    ['a buy, its target is the high itself', 0, 1, 101, [102, 105, 100, 102], 1],
    ['a sale, its target is inside from the high', 0, -1, 102, [100, 103, 97, 100], 1],
    ['a sale, its target is below the bar', 0, -1, 102, [100, 103, 98, 100], 0],
    ['a sale, its target is the low itself', 0, -1, 99, [98, 100, 95, 98], 1],
    ['a buy that is not reached', 0, 1, 96, [100, 103, 97, 100], 0],
    ['a buy that adds: the stop moves with it', 1000, 1, 98, [100, 101.8, 97, 100], 1],
  ] as [string, number, Side, number, Candle, number][])('%s', (_, held, side, price, candle, walks) => {
    const bench = new VenueBench()
    if (held !== 0) bench.hold(0, held, 100)
    bench.submit(orderOf(1, { side, type: 'limit', price }))
    bench.open(1, price)
    bench.trade(1, candle, { finer: { bars: finer, mark: finer, perBar: 2 }, finerRow: 0 })
    expect(bench.venue.counts.finerWalks).toBe(walks)
  })

  it.each([
    ['the last price decides', 'last', undefined, 1],
    ['the mark decides and is not known in them', 'mark', undefined, 0],
    ['the mark decides and is known', 'mark', finer, 1],
  ] as const)('are walked where %s: %s', (_, triggerBy, mark, walks) => {
    const bench = new VenueBench({ triggerBy })
    bench.submit(orderOf(1, { type: 'limit', price: 98 }))
    bench.open(1, 98)
    bench.trade(1, [100, 103, 97, 100], { finer: { bars: finer, mark, perBar: 2 }, finerRow: 0 })
    expect(bench.venue.counts.finerWalks).toBe(walks)
  })

  it('count as reached what only the mark reaches', () => {
    for (const [markHigh, walks] of [
      [101, 0],
      [103, 1],
    ] as const) {
      const bench = new VenueBench()
      bench.submit(orderOf(1, { type: 'limit', price: 98 }))
      bench.open(1, 98)
      bench.trade(1, [100, 101, 97, 100], {
        markHigh,
        finer: { bars: finer, mark: finer, perBar: 2 },
        finerRow: 0,
      })
      expect(bench.venue.counts.finerWalks).toBe(walks)
    }
  })
})
