import { Account, applyFill, type MarginMode } from '../../src/ledger/account.ts'
import type { BarTraded, VenueEvent } from '../../src/market/event.ts'
import type { Order, TradePlan } from '../../src/market/order.ts'
import type { VenueRules } from '../../src/venue/rules.ts'
import { SimulatedVenue } from '../../src/venue/simulated-venue.ts'
import { type Candle, instrument } from './market.ts'

/** [instrument, signed lots, price, fee] of a fill; [instrument, limit, value, bound] of a refusal. */
type Told = readonly (number | string)[]

export const PLAN: TradePlan = { proposedAt: 0, stopPct: 0.02, targetPct: 0.05, leverage: 5, regime: 0 }

/** An order of one unit to buy the first instrument at market, but for what is given. */
export function orderOf(id: number, given: Partial<Order> = {}): Order {
  return {
    id,
    instrument: 0,
    side: 1,
    type: 'market',
    lots: 1000,
    price: Number.NaN,
    isReduceOnly: false,
    isPostOnly: false,
    reason: 'entry',
    confidence: 0.5,
    plan: given.isReduceOnly ? undefined : PLAN,
    ...given,
  }
}

/** A simulated venue by itself, with the books that it reads and what it has told. */
export class VenueBench {
  readonly account: Account
  readonly venue: SimulatedVenue
  readonly told: Told[] = []
  readonly events: VenueEvent[] = []

  constructor(rules: Partial<VenueRules> = {}, initial = 100_000, marginMode: MarginMode = 'cross') {
    this.account = new Account(
      ['A', 'B', 'C'].map((id) => instrument(id)),
      initial,
      marginMode,
    )
    const own = {
      slippage: { kind: 'none' },
      reading: 'pessimistic',
      triggerBy: 'last',
      limitFill: 'through',
    } as const
    this.venue = new SimulatedVenue(this.account, { ...own, ...rules }, (event) => this.hear(event))
  }

  /** Puts a position in the books that the venue had no part in. */
  hold(k: number, lots: number, price: number): void {
    applyFill(this.account, k, lots, price, 0, PLAN.leverage)
    this.account.positions[k]!.mark = price
  }

  submit(...orders: Order[]): void {
    for (const order of orders) this.venue.submit({ kind: 'order.submit', order })
  }

  /** Opens bars at these prices, by instrument, and releases what is due. */
  open(time: number, ...opens: number[]): void {
    for (const [k, open] of opens.entries()) {
      const unknown = { volumeBefore: Number.NaN, atrBefore: Number.NaN }
      this.venue.onMarket({ kind: 'bar.opened', time, instrument: k, open, markOpen: open, ...unknown })
    }
    this.venue.onMarket({ kind: 'orders.released', time })
  }

  /** Trades a bar of the first instrument; its mark is its price unless given. */
  trade(time: number, [open, high, low, close]: Candle, given: Partial<BarTraded> = {}): void {
    const mark = { markOpen: open, markHigh: high, markLow: low }
    const whole = { finer: undefined, finerRow: -1 }
    const bar = { kind: 'bar.traded', time, instrument: 0, open, high, low, close } as const
    this.venue.onMarket({ ...bar, ...mark, ...whole, ...given })
  }

  private hear(event: VenueEvent): void {
    this.events.push(structuredClone(event))
    if (event.kind === 'order.filled') {
      const { instrument: k, side, lots, price, fee } = event.fill
      applyFill(this.account, k, side * lots, price, fee, event.order.plan?.leverage ?? Number.NaN)
      this.told.push([k, side * lots, price, fee])
    } else if (event.kind === 'order.refused') {
      const { instrument: k, limit, value, bound } = event.refusal
      this.told.push([k, limit, value, bound])
    }
  }
}
