import type { Decision } from '../market/decision.ts'
import { lotsWithin, roundPassive, unitsOf } from '../market/grid.ts'
import type { Order, OrderType } from '../market/order.ts'
import type { OrderReason, Refusal, Side } from '../market/records.ts'
import type { EngineState } from './state.ts'

/** From signals to orders: what is asked of a position, how large, in which order (SPEC §7.1, 7.2, 7.9). */

/** True when a decision asks for something that the position is not. */
function asksForChange(decision: Decision, lots: number): boolean {
  switch (decision.action) {
    case 'hold':
      return false
    case 'buy':
      return lots <= 0 || decision.exposure !== undefined
    case 'sell':
      return lots >= 0 || decision.exposure !== undefined
    case 'close':
      return lots !== 0
    case 'closeLong':
      return lots > 0
    case 'closeShort':
      return lots < 0
  }
}

/** True when a decision asks for anything, of the position or of an entry order that is still waiting. */
export function isAsking(decision: Decision, lots: number, entry: Order | undefined): boolean {
  return asksForChange(decision, lots) || (entry !== undefined && contradictsEntry(decision, entry.side))
}

function contradictsEntry(decision: Decision, side: Side): boolean {
  switch (decision.action) {
    case 'close':
      return true
    case 'closeLong':
    case 'sell':
      return side > 0
    case 'closeShort':
    case 'buy':
      return side < 0
    case 'hold':
      return false
  }
}

/** Sends the orders of this instant: closing ones first, then higher confidence, then instrument. */
export function decideAll(state: EngineState): void {
  const { candidates } = state
  if (candidates.length === 0) return
  if (candidates.length > 1) {
    candidates.sort((a, b) => confidenceOf(state, b) - confidenceOf(state, a) || a - b)
  }
  const equity = state.account.equity
  for (const instrument of candidates) decideOne(state, instrument, equity)
  while (candidates.length > 0) candidates.pop()
}

function confidenceOf(state: EngineState, instrument: number): number {
  return state.seats[instrument]!.decision.confidence
}

function decideOne(state: EngineState, instrument: number, equity: number): void {
  const { lots } = state.account.positions[instrument]!
  const seat = state.seats[instrument]!
  const { decision } = seat
  const wanted = decision.action === 'buy' ? 1 : decision.action === 'sell' ? -1 : 0
  if (wanted === 0) {
    close(state, instrument, 'signal', decision.confidence)
    return
  }
  if (lots !== 0 && Math.sign(lots) !== wanted) close(state, instrument, 'reversal', decision.confidence)
  const held = Math.sign(lots) === wanted ? Math.abs(lots) : 0
  if (equity <= 0) {
    noteRefusal(state, {
      time: state.now,
      instrument,
      side: wanted as Side,
      limit: 'equity',
      value: equity,
      bound: 0,
      repeats: 0,
    })
    return
  }
  const target = targetLots(state, instrument, decision, equity)
  if (target > held && !(held > 0 && seat.isClosing)) {
    open(state, instrument, wanted as Side, target - held, decision.confidence)
  } else if (target < held) reduce(state, instrument, held - target, decision.confidence)
  else if (target === 0) refuse(state, instrument, wanted as Side, 'minNotional', 0)
}

/** Lots of the whole allotment at the close of this bar, rounded down. */
function targetLots(state: EngineState, instrument: number, decision: Decision, equity: number): number {
  const { sizing } = state.rules
  const allotment =
    sizing.kind === 'notional' ? sizing.notional : equity * (sizing.share ?? 1 / state.seats.length)
  const notional = Math.max(0, allotment * (decision.exposure ?? 1))
  return lotsWithin(state.account.grids[instrument]!, notional / state.seats[instrument]!.close)
}

/** Closes the whole position at the next open and withdraws an entry that is still waiting. */
export function close(state: EngineState, instrument: number, reason: OrderReason, confidence: number): void {
  const seat = state.seats[instrument]!
  const { lots } = state.account.positions[instrument]!
  withdrawEntry(state, instrument)
  if (lots === 0 || seat.isClosing) return
  seat.isClosing = true
  send(
    state,
    instrument,
    'market',
    -Math.sign(lots) as Side,
    Math.abs(lots),
    Number.NaN,
    true,
    reason,
    confidence,
  )
}

function reduce(state: EngineState, instrument: number, lots: number, confidence: number): void {
  const { lots: held } = state.account.positions[instrument]!
  if (!isWorthIt(state, instrument, lots) || state.seats[instrument]!.isClosing) return
  send(state, instrument, 'market', -Math.sign(held) as Side, lots, Number.NaN, true, 'signal', confidence)
}

function open(state: EngineState, instrument: number, side: Side, lots: number, confidence: number): void {
  const seat = state.seats[instrument]!
  if (!isWorthIt(state, instrument, lots)) {
    const notional = unitsOf(state.account.grids[instrument]!, lots) * seat.close
    // An adjustment too small to trade is no refusal: the position simply stays.
    if (state.account.positions[instrument]!.lots === 0)
      refuse(state, instrument, side, 'minNotional', notional)
    return
  }
  const { entry } = state.rules
  if (entry.kind === 'market') {
    send(state, instrument, 'market', side, lots, Number.NaN, false, 'entry', confidence)
    return
  }
  if (seat.entry?.side === side) return
  withdrawEntry(state, instrument)
  const price = roundPassive(
    state.account.grids[instrument]!,
    side,
    seat.close * (1 - (side * entry.offsetBps) / 1e4),
  )
  seat.entry = send(
    state,
    instrument,
    'limit',
    side,
    lots,
    price,
    false,
    'entry',
    confidence,
    entry.isPostOnly,
  )
  seat.entryExpiresAt = seat.barCount + entry.lifeBars - 1
}

export function withdrawEntry(state: EngineState, instrument: number): void {
  const seat = state.seats[instrument]!
  if (!seat.entry) return
  state.commands.push({ kind: 'order.cancel', instrument, id: seat.entry.id })
  seat.entry = undefined
}

function isWorthIt(state: EngineState, instrument: number, lots: number): boolean {
  const notional = unitsOf(state.account.grids[instrument]!, lots) * state.seats[instrument]!.close
  return lots > 0 && notional >= state.account.instruments[instrument]!.minNotional
}

function refuse(
  state: EngineState,
  instrument: number,
  side: Side,
  limit: Refusal['limit'],
  value: number,
): void {
  const bound = state.account.instruments[instrument]!.minNotional
  noteRefusal(state, { time: state.now, instrument, side, limit, value, bound, repeats: 0 })
}

/** A wish that is refused bar after bar is one record that counts its repeats, until something is filled. */
export function noteRefusal(state: EngineState, refusal: Refusal): void {
  const seat = state.seats[refusal.instrument]!
  const last = seat.lastRefusal
  if (last?.limit === refusal.limit && last.side === refusal.side) last.repeats++
  else {
    seat.lastRefusal = refusal
    state.onRefusal(refusal)
  }
}

function send(
  state: EngineState,
  instrument: number,
  type: OrderType,
  side: Side,
  lots: number,
  price: number,
  isReduceOnly: boolean,
  reason: OrderReason,
  confidence: number,
  isPostOnly = false,
): Order {
  const id = state.nextOrderId++
  const order: Order = {
    id,
    instrument,
    side,
    type,
    lots,
    price,
    isReduceOnly,
    isPostOnly,
    reason,
    confidence,
  }
  state.commands.push({ kind: 'order.submit', order })
  return order
}
