import { assert } from '../core/assert.ts'
import { applyFill, applyFunding } from '../ledger/account.ts'
import type {
  BarClosed,
  BarOpened,
  ControlIssued,
  EngineEvent,
  FundingPaid,
  OrderFilled,
  OrderRefused,
  SignalRaised,
} from '../market/event.ts'
import type { Command } from '../market/order.ts'
import { decideAll, isAsking, retreat, watch } from './decide.ts'
import { isEntryBar, moveStops } from './moving-stops.ts'
import { protectAfterFill } from './protect.ts'
import { onStopRefused, repairProtection } from './repair.ts'
import { close, noteRefusal, withdrawEntry } from './send.ts'
import type { EngineState } from './state.ts'

/**
 * The engine: one event in, the state moved on, commands out. Backtest, walk-forward, paper and live all
 * go through this door.
 *
 * The returned array is reused: read it before the next step.
 */
export function step(state: EngineState, event: EngineEvent): readonly Command[] {
  assert(event.time >= state.now, 'event time never runs backwards')
  state.now = event.time
  while (state.commands.length > 0) state.commands.pop() // `length = 0` is a slow call into the runtime
  switch (event.kind) {
    case 'bar.opened':
      openBar(state, event)
      break
    case 'bar.closed':
      closeBar(state, event)
      break
    case 'signal.raised':
      raiseSignal(state, event)
      break
    case 'decisions.due':
      decideAll(state)
      break
    case 'order.filled':
      enterFill(state, event)
      break
    case 'order.refused':
      enterRefusal(state, event)
      break
    case 'funding.paid':
      enterFunding(state, event)
      break
    case 'control.issued':
      obey(state, event)
      break
    case 'risk.checked':
      checkRisk(state)
      break
    case 'funding.settled': // the venue's business: it answers with funding.paid
    case 'orders.released':
    case 'bar.traded':
      break
  }
  return state.commands
}

function openBar(state: EngineState, { instrument, markOpen }: BarOpened): void {
  state.account.positions[instrument]!.mark = markOpen
}

/** Values the position, moves its stops, and lets time run out on what was waiting. */
function closeBar(state: EngineState, bar: BarClosed): void {
  const { instrument } = bar
  const seat = state.seats[instrument]!
  const position = state.account.positions[instrument]!
  position.mark = bar.markClose
  seat.close = bar.close
  seat.closedUntil = bar.time
  state.risk.returns?.close(instrument, bar.close)
  if (position.lots !== 0) {
    noteRange(state, bar)
    moveStops(state, bar)
    seat.guard.isStopRefused = false
    repairProtection(state, instrument)
    const { timeStopBars } = state.rules.exits
    if (timeStopBars !== undefined && seat.barCount - seat.guard.entryBar + 1 >= timeStopBars) {
      close(state, instrument, 'timeStop', 0)
    }
  }
  if (seat.entry && seat.barCount >= seat.entryExpiresAt) withdrawEntry(state, instrument)
  seat.barCount++
}

/** What an entry inside the bar saw of it is not known but for the close. */
function noteRange(state: EngineState, { instrument, high, low, close: last }: BarClosed): void {
  const seat = state.seats[instrument]!
  if (isEntryBar(seat) && seat.guard.isEntryIntrabar) state.trades.onRange(instrument, last, last)
  else state.trades.onRange(instrument, low, high)
}

function raiseSignal(state: EngineState, signal: SignalRaised): void {
  const { instrument, decision } = signal
  const { lots } = state.account.positions[instrument]!
  const seat = state.seats[instrument]!
  seat.decision = decision
  seat.regime = signal.regime
  seat.atr = signal.atr
  if (!isAsking(decision, lots, seat.entry)) return
  seat.volume = signal.volume
  seat.fundingRate = signal.fundingRate
  seat.fundingIntervalMs = signal.fundingIntervalMs
  state.candidates.push(instrument)
}

function enterFill(state: EngineState, filled: OrderFilled): void {
  const { order, fill } = filled
  const lotsBefore = state.account.positions[fill.instrument]!.lots
  const leverage = order.plan ? order.plan.leverage : Number.NaN
  const lots = fill.side * fill.lots
  const realised = applyFill(state.account, fill.instrument, lots, fill.price, fill.fee, leverage)
  state.trades.onFill(fill, realised, order)
  state.seats[fill.instrument]!.lastRefusal = undefined
  protectAfterFill(state, filled, lotsBefore)
}

function enterRefusal(state: EngineState, { order, refusal }: OrderRefused): void {
  const { instrument, id } = order
  const seat = state.seats[instrument]!
  const { guard } = seat
  noteRefusal(state, refusal)
  if (seat.entry?.id === id) seat.entry = undefined
  if (seat.closing?.id === id) seat.closing = undefined
  if (guard.target?.id === id) guard.target = undefined
  if (guard.stop?.id !== id) return
  guard.stop = undefined
  onStopRefused(state, instrument)
}

function enterFunding(state: EngineState, { instrument, payment }: FundingPaid): void {
  if (Number.isNaN(payment)) {
    state.unknownFunding++
    return
  }
  applyFunding(state.account, instrument, payment)
  state.trades.onFunding(instrument, payment)
}

/** The governor is told something: what it halts is closed or withdrawn at once. */
function obey(state: EngineState, { control }: ControlIssued): void {
  const { governor } = state.risk
  governor.command(state.now, control, state.account.equity)
  if (governor.mode !== 'ACTIVE') retreat(state)
}

/** Between two bars: what the governor halts and what lacks protection does not wait for a close. */
function checkRisk(state: EngineState): void {
  const { governor } = state.risk
  if (governor.isWatching) watch(state)
  if (governor.mode !== 'ACTIVE') retreat(state)
  for (let k = 0; k < state.seats.length; k++) repairProtection(state, k)
}
