import { describe, expect, it } from 'vitest'
import { orderOf, VenueBench } from '../support/venue.ts'

describe('orders that wait for the open', () => {
  it('go closing ones first, then by confidence, instrument and age', () => {
    const bench = new VenueBench()
    bench.hold(2, 1000, 30)
    bench.submit(
      orderOf(1, { instrument: 1, confidence: 0.9 }),
      orderOf(5, { instrument: 0, confidence: 0.4, lots: 2000 }),
      orderOf(4, { instrument: 0, confidence: 0.4 }),
      orderOf(2, { instrument: 0, confidence: 0.9 }),
      orderOf(3, { instrument: 2, side: -1, isReduceOnly: true, confidence: 0 }),
    )
    bench.open(1, 10, 20, 30)
    expect(bench.told.map(([k, lots]) => [k, lots])).toEqual([
      [2, -1000],
      [0, 1000],
      [1, 1000],
      [0, 1000],
      [0, 2000],
    ])
    const fills = bench.events.map((event) => event.kind === 'order.filled' && event.fill.sequence)
    expect(fills).toEqual([0, 1, 2, 3, 4])
  })

  it('wait longer where their own instrument does not open', () => {
    const bench = new VenueBench()
    bench.submit(orderOf(1, { instrument: 1 }), orderOf(2))
    expect(bench.venue.hasDueOrders).toBe(true)
    bench.open(1, 10)
    expect(bench.told).toEqual([[0, 1000, 10, 0.005]])
    expect(bench.venue.hasDueOrders).toBe(true)
    bench.open(2, 10, 20)
    expect(bench.told[1]).toEqual([1, 1000, 20, 0.01])
    expect(bench.venue.hasDueOrders).toBe(false)
    bench.open(3, 10, 20)
    expect(bench.told).toHaveLength(2)
  })

  it.each([
    ['a buy better than its price', 1, 99, 'fill'],
    ['a buy at its price', 1, 100, 'rest'],
    ['a buy worse than its price', 1, 101, 'rest'],
    ['a sale better than its price', -1, 101, 'fill'],
    ['a sale at its price', -1, 100, 'rest'],
    ['a sale worse than its price', -1, 99, 'rest'],
  ] as const)('limit 100, an open that is for %s', (_, side, open, what) => {
    const taking = new VenueBench()
    taking.submit(orderOf(1, { side, type: 'limit', price: 100 }))
    taking.open(1, open)
    expect(taking.told).toEqual(what === 'fill' ? [[0, side * 1000, open, open * 5e-4]] : [])
    expect(taking.venue.restingOrders(0)).toHaveLength(what === 'rest' ? 1 : 0)
    const making = new VenueBench()
    making.submit(orderOf(1, { side, type: 'limit', price: 100, isPostOnly: true }))
    making.open(1, open)
    expect(making.told).toEqual(what === 'fill' ? [[0, 'postOnly', open, 100]] : [])
    expect(making.venue.restingOrders(0)).toHaveLength(what === 'rest' ? 1 : 0)
  })

  it('are taken back or moved by their id, and no others', () => {
    const { venue, ...bench } = new VenueBench()
    const stop = orderOf(7, { side: -1, type: 'stopMarket', price: 90, isReduceOnly: true })
    const target = orderOf(8, { side: -1, type: 'takeProfitMarket', price: 120, isReduceOnly: true })
    for (const order of [stop, target, orderOf(1), orderOf(2)]) venue.submit({ kind: 'order.submit', order })
    expect(venue.restingOrders(0)).toEqual([stop, target])
    venue.submit({ kind: 'order.amend', order: { ...stop, price: 95 } })
    venue.submit({ kind: 'order.amend', order: { ...stop, id: 99 } })
    expect(venue.restingOrders(0)).toEqual([{ ...stop, price: 95 }, target])
    venue.submit({ kind: 'order.cancel', instrument: 0, id: 99 })
    expect(venue.restingOrders(0)).toHaveLength(2)
    venue.submit({ kind: 'order.cancel', instrument: 0, id: 7 })
    expect(venue.restingOrders(0)).toEqual([target])
    venue.submit({ kind: 'order.cancel', instrument: 0, id: 1 })
    expect(venue.snapshot().due.map(({ id }) => id)).toEqual([2])
    expect(bench.told).toEqual([])
  })
})

describe('an order that goes', () => {
  it('is refused where it would only reduce and nothing is held against it', () => {
    const bench = new VenueBench()
    bench.submit(orderOf(1, { side: -1, isReduceOnly: true }))
    bench.open(1, 100)
    bench.hold(0, 500, 100)
    bench.submit(orderOf(2, { isReduceOnly: true }), orderOf(3, { side: -1, isReduceOnly: true }))
    bench.open(2, 100)
    expect(bench.told).toEqual([
      [0, 'reduceOnly', 1000, 0],
      [0, 'reduceOnly', 1000, 0],
      [0, -500, 100, 0.025],
    ])
  })

  it('closes what it is for and no more', () => {
    const bench = new VenueBench()
    bench.hold(0, -3000, 100)
    bench.submit(orderOf(1, { isReduceOnly: true }))
    bench.open(1, 100)
    expect(bench.account.positions[0]!.lots).toBe(-2000)
  })

  it('needs free margin of notional ÷ leverage and its fee, to the cent', () => {
    // 10 units of 100 at 5 times: 200, and 5 bps of 1000: 0.5
    const enough = new VenueBench({}, 200.5)
    enough.submit(orderOf(1, { lots: 10_000 }))
    enough.open(1, 100)
    expect(enough.told).toEqual([[0, 10_000, 100, 0.5]])
    const short = new VenueBench({}, 200.49)
    short.submit(orderOf(1, { lots: 10_000 }))
    short.open(1, 100)
    expect(short.told).toEqual([[0, 'margin', 200.5, 200.49]])
  })

  it('needs none where it has no plan: a closing one', () => {
    const bench = new VenueBench({}, 100)
    bench.hold(0, 1000, 400)
    bench.account.positions[0]!.mark = 100 // 200 short of anything
    bench.submit(orderOf(1, { side: -1, isReduceOnly: true }))
    bench.open(1, 100)
    expect(bench.told).toEqual([[0, -1000, 100, 0.05]])
  })
})

describe('liquidation', () => {
  it('of a long in cross margin is at its level inside the bar; the other positions go at their marks', () => {
    const bench = new VenueBench({}, 200)
    bench.hold(0, 10_000, 100)
    bench.hold(1, -100, 50)
    bench.open(1, 100, 50)
    // 200 − 0.004 · 5 of the other + 10 · (p − 100) = 0.04 · p
    const level = (1000 - 199.98) / 9.96
    bench.trade(1, [100, 101, 79, 80])
    expect(bench.told[0]).toEqual([0, -10_000, expect.closeTo(level, 9), expect.closeTo(0.125 * level, 9)])
    expect(bench.told[1]).toEqual([1, 100, 50, expect.closeTo(0.0625, 12)])
  })

  it('of a long that opens below its level is at the open', () => {
    const bench = new VenueBench({}, 200)
    bench.hold(0, 10_000, 100)
    bench.trade(1, [70, 75, 65, 72])
    expect(bench.told).toEqual([[0, -10_000, 70, 8.75]])
  })

  it('of a short that opens above its level is at the open, and not before the level is reached', () => {
    const bench = new VenueBench({}, 200)
    bench.hold(0, -10_000, 100) // 200 + 10 · (100 − p) = 0.04 · p: at 119.52
    bench.trade(1, [110, 119.5, 105, 110])
    expect(bench.told).toEqual([])
    bench.trade(2, [130, 131, 129, 130])
    expect(bench.told).toEqual([[0, 10_000, 130, 16.25]])
  })

  it('in isolated margin costs no more than the margin, and leaves the others alone', () => {
    const bench = new VenueBench({}, 10_000, 'isolated')
    bench.hold(0, 10_000, 100) // margin 200: bankrupt at 80
    bench.hold(1, 1000, 100)
    bench.trade(1, [70, 75, 65, 72])
    expect(bench.told).toEqual([[0, -10_000, 80, 0]])
    expect(bench.account).toMatchObject({ wallet: 9800, openCount: 1 })
  })

  it('of a short in isolated margin likewise; its fee is what is left of the margin', () => {
    const bench = new VenueBench({}, 10_000, 'isolated')
    bench.hold(0, -10_000, 100) // margin 200: bankrupt at 120
    bench.trade(1, [119.9, 119.95, 119, 119])
    expect(bench.told).toEqual([[0, 10_000, 119.9, expect.closeTo(1, 9)]])
    bench.hold(0, -10_000, 100)
    bench.trade(2, [125, 126, 124, 125])
    expect(bench.told[1]).toEqual([0, 10_000, 120, 0])
  })
})

describe('a snapshot of the venue', () => {
  it('is not changed by what comes later, and goes on elsewhere', () => {
    const bench = new VenueBench()
    bench.submit(orderOf(1))
    bench.open(1, 100)
    bench.submit(orderOf(2, { side: -1, type: 'stopMarket', price: 90, isReduceOnly: true }), orderOf(3))
    const saved = bench.venue.snapshot()
    bench.venue.submit({ kind: 'order.cancel', instrument: 0, id: 2 })
    bench.open(2, 100)
    expect(saved).toMatchObject({ sequence: 1, due: [{ id: 3 }], resting: [[{ id: 2 }], [], []] })
    expect(saved.exitsOwed).toEqual([false, false, false])
    const later = new VenueBench()
    later.hold(0, 1000, 100)
    later.submit(orderOf(9))
    later.venue.restore(saved)
    later.open(2, 100)
    later.trade(2, [100, 101, 89, 95])
    expect(later.told.map(([, lots, price]) => [lots, price])).toEqual([
      [1000, 100],
      [-1000, 90],
    ])
    expect(later.events[0]).toMatchObject({ fill: { sequence: 1 } })
  })
})
