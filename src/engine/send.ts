import { unitsOf } from '../market/grid.ts'
import type { Order, OrderType, TradePlan } from '../market/order.ts'
import type { OrderReason, Refusal, RefusalLimits, Refuser, Side } from '../market/records.ts'
import type { EngineState } from './state.ts'

/** What an order is, beside its instrument. */
export interface OrderTicket {
  readonly type: OrderType
  readonly side: Side
  readonly lots: number
  /** NaN for a market order. */
  readonly price: number
  readonly reason: OrderReason
  readonly confidence: number
  /** Given, the order opens or adds; else it only reduces. */
  readonly plan?: TradePlan
  readonly isPostOnly?: boolean
}

/** Submits an order. */
export function send(state: EngineState, instrument: number, ticket: OrderTicket): Order {
  const order = orderOf(state.nextOrderId++, instrument, ticket)
  state.commands.push({ kind: 'order.submit', order })
  return order
}

/** Submits an order, or puts it in the place of the one that is there. */
export function place(
  state: EngineState,
  instrument: number,
  current: Order | undefined,
  ticket: OrderTicket,
): Order {
  if (!current) return send(state, instrument, ticket)
  const order = orderOf(current.id, instrument, ticket)
  state.commands.push({ kind: 'order.amend', order })
  return order
}

function orderOf(id: number, instrument: number, ticket: OrderTicket): Order {
  const { type, side, lots, price, reason, confidence, plan, isPostOnly = false } = ticket
  const isReduceOnly = plan === undefined
  return { id, instrument, side, type, lots, price, isReduceOnly, isPostOnly, reason, confidence, plan }
}

/** Takes an entry back that has not filled. */
export function withdrawEntry(state: EngineState, instrument: number): void {
  const seat = state.seats[instrument]!
  if (!seat.entry) return
  state.commands.push({ kind: 'order.cancel', instrument, id: seat.entry.id })
  seat.entry = undefined
}

/** Closes the whole position at the next open and withdraws an entry that is still waiting. */
export function close(state: EngineState, instrument: number, reason: OrderReason, confidence: number): void {
  const seat = state.seats[instrument]!
  const { lots } = state.account.positions[instrument]!
  withdrawEntry(state, instrument)
  if (lots === 0 || seat.closing) return
  seat.closing = reduceBy(state, instrument, Math.abs(lots), reason, confidence)
}

/** Sells (buys back) part of the position at the next open. */
export function reduceBy(
  state: EngineState,
  instrument: number,
  lots: number,
  reason: OrderReason,
  confidence: number,
): Order {
  const side = -Math.sign(state.account.positions[instrument]!.lots) as Side
  return send(state, instrument, { type: 'market', side, lots, price: Number.NaN, reason, confidence })
}

/** Quote units, at the close of this bar. */
export function notionalOf(state: EngineState, instrument: number, lots: number): number {
  return unitsOf(state.account.grids[instrument]!, lots) * state.seats[instrument]!.close
}

/** Records who refused what. */
export function refuse<L extends Refuser>(
  state: EngineState,
  instrument: number,
  side: Side,
  layer: L,
  limit: RefusalLimits[L],
  value: number,
  bound: number,
): void {
  if (isRepeated(state, instrument, side, layer, limit)) return
  record(state, { time: state.now, instrument, side, layer, limit, value, bound, repeats: 0 })
}

/** Records what the venue refused. */
export function noteRefusal(state: EngineState, refusal: Refusal): void {
  const { instrument, side, layer, limit } = refusal
  if (!isRepeated(state, instrument, side, layer, limit)) record(state, refusal)
}

/** A wish that is refused bar after bar is one record that counts its repeats, until something is filled. */
function isRepeated(
  state: EngineState,
  instrument: number,
  side: Side,
  layer: Refuser,
  limit: string,
): boolean {
  const last = state.seats[instrument]!.lastRefusal
  if (!last || last.layer !== layer || last.limit !== limit || last.side !== side) return false
  last.repeats++
  return true
}

function record(state: EngineState, refusal: Refusal): void {
  state.seats[refusal.instrument]!.lastRefusal = refusal
  state.onRefusal(refusal)
}
