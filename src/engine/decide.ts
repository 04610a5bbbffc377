import { maintenanceMargin } from '../ledger/margin.ts'
import type { Decision } from '../market/decision.ts'
import { roundPassive, unitsOf } from '../market/grid.ts'
import type { Order, TradePlan } from '../market/order.ts'
import type { Side } from '../market/records.ts'
import { approve, isGoodEnough, wishedLots } from './propose.ts'
import { close, notionalOf, reduceBy, refuse, send, withdrawEntry } from './send.ts'
import { exposureOf, setExposure, takeStock } from './standing.ts'
import type { EngineState } from './state.ts'

/** From signals to orders: what is asked of a position, and in which order (SPEC §7.1, 7.2, 7.9). */

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

/** The end of an instant: the governor looks first, then the orders go out. */
export function decideAll(state: EngineState): void {
  const { candidates, risk } = state
  if (risk.governor.isWatching) watch(state)
  if (risk.governor.mode !== 'ACTIVE') retreat(state)
  if (candidates.length > 0) decideCandidates(state)
  risk.returns?.advance()
}

/** Shows the account to the governor. */
export function watch({ account, risk, now }: EngineState): void {
  let exposure = 0
  for (const position of account.positions) exposure += position.notional
  risk.governor.observe(now, account.equity, exposure)
}

/** REDUCING and HALTED let nothing open; HALTED also closes what is open, where it is to. */
export function retreat(state: EngineState): void {
  for (let k = 0; k < state.seats.length; k++) {
    if (state.risk.governor.isFlattening) close(state, k, 'governor', 1)
    else withdrawEntry(state, k)
  }
}

/** Higher confidence first, then instrument: the first takes what the limits leave. */
function decideCandidates(state: EngineState): void {
  const { candidates, account } = state
  rank(state, candidates)
  takeStock(state, account.equity)
  for (const instrument of candidates) decideOne(state, instrument)
  while (candidates.length > 0) candidates.pop()
}

/** Sorts by insertion: they are few, come in the order of instruments, and equals keep it. */
function rank({ seats }: EngineState, candidates: number[]): void {
  for (let k = 1; k < candidates.length; k++) {
    const candidate = candidates[k]!
    const { confidence } = seats[candidate]!.decision
    let at = k
    while (at > 0 && seats[candidates[at - 1]!]!.decision.confidence < confidence) {
      candidates[at] = candidates[at - 1]!
      at--
    }
    candidates[at] = candidate
  }
}

function decideOne(state: EngineState, instrument: number): void {
  const { lots } = state.account.positions[instrument]!
  const { decision } = state.seats[instrument]!
  const wanted = decision.action === 'buy' ? 1 : decision.action === 'sell' ? -1 : 0
  if (wanted === 0) close(state, instrument, 'signal', decision.confidence)
  else if (lots !== 0 && Math.sign(lots) !== wanted) turn(state, instrument, wanted, decision)
  else follow(state, instrument, wanted, decision)
}

/** The signal has turned against the position: warn, close, or reverse (SPEC §6.5). */
function turn(state: EngineState, instrument: number, side: Side, decision: Decision): void {
  const { onOpposite } = state.rules.risk.lifecycle
  const { confidence } = decision
  withdrawEntry(state, instrument)
  if (onOpposite === 'warn') {
    state.proposals++
    refuse(state, instrument, side, 'lifecycle', 'opposite', confidence, Number.NaN)
  } else if (isGoodEnough(state, instrument, side, decision)) {
    close(state, instrument, onOpposite === 'close' ? 'opposite' : 'reversal', confidence)
    if (onOpposite === 'reverse') follow(state, instrument, side, decision)
  }
}

/** The signal is with the position, or there is none yet: open, add, or reduce. */
function follow(state: EngineState, instrument: number, side: Side, decision: Decision): void {
  const seat = state.seats[instrument]!
  const { lots } = state.account.positions[instrument]!
  const held = Math.sign(lots) === side ? Math.abs(lots) : 0
  if (seat.entry?.side === side && !isTooMuch(state, instrument, side, held, decision)) return // on its way
  withdrawEntry(state, instrument)
  if (isBroke(state, instrument, side)) return
  setExposure(state.standing, instrument, 0)
  const wished = held > 0 ? wishedLots(state, instrument, side, decision) : Number.POSITIVE_INFINITY
  if (wished < held) reduce(state, instrument, held - wished, decision.confidence)
  else if (wished > held && !(held > 0 && seat.closing)) grow(state, instrument, side, held, decision)
  setExposure(state.standing, instrument, exposureOf(state, instrument))
}

/** What is held and on its way is more than is wished by now. */
function isTooMuch(
  state: EngineState,
  instrument: number,
  side: Side,
  held: number,
  decision: Decision,
): boolean {
  if (decision.exposure === undefined) return false
  const { entry } = state.seats[instrument]!
  return wishedLots(state, instrument, side, decision) < held + entry!.lots
}

function isBroke(state: EngineState, instrument: number, side: Side): boolean {
  const { equity } = state.standing
  if (equity > 0) return false
  state.proposals++
  refuse(state, instrument, side, 'sizing', 'equity', equity, 0)
  return true
}

/** Opens a position or adds to it, as far as everyone who is asked lets it. */
function grow(state: EngineState, instrument: number, side: Side, held: number, decision: Decision): void {
  const approved = approve(state, instrument, side, decision)
  if (!approved) return
  const lots = approved.lots - held
  if (isWorthIt(state, instrument, lots))
    open(state, instrument, side, lots, approved.plan, decision.confidence)
  else if (held === 0) refuseSmall(state, instrument, side, lots)
}

function reduce(state: EngineState, instrument: number, lots: number, confidence: number): void {
  if (!isWorthIt(state, instrument, lots) || state.seats[instrument]!.closing) return
  reduceBy(state, instrument, lots, 'signal', confidence)
}

function open(
  state: EngineState,
  instrument: number,
  side: Side,
  lots: number,
  plan: TradePlan,
  confidence: number,
): void {
  const { entry } = state.rules
  const seat = state.seats[instrument]!
  const ticket = { side, lots, reason: 'entry', confidence, plan } as const
  state.entryOrders++
  reserve(state, instrument, lots)
  if (entry.kind === 'market') {
    seat.entry = send(state, instrument, { ...ticket, type: 'market', price: Number.NaN })
    seat.entryExpiresAt = Number.POSITIVE_INFINITY
    return
  }
  const wanted = seat.close * (1 - (side * entry.offsetBps) / 1e4)
  const price = roundPassive(state.account.grids[instrument]!, side, wanted)
  seat.entry = send(state, instrument, { ...ticket, type: 'limit', price, isPostOnly: entry.isPostOnly })
  seat.entryExpiresAt = seat.barCount + entry.lifeBars - 1
}

/** Entries of one instant do not know of each other's margin: each leaves to the next what it will need. */
function reserve({ standing, account, seats }: EngineState, instrument: number, lots: number): void {
  const { brackets } = account.instruments[instrument]!
  const notional = unitsOf(account.grids[instrument]!, lots) * seats[instrument]!.close
  standing.maintenance += maintenanceMargin(brackets, notional)
}

function isWorthIt(state: EngineState, instrument: number, lots: number): boolean {
  return lots > 0 && notionalOf(state, instrument, lots) >= state.account.instruments[instrument]!.minNotional
}

/** An adjustment too small to trade is no refusal, the position simply stays; an entry is. */
function refuseSmall(state: EngineState, instrument: number, side: Side, lots: number): void {
  const value = notionalOf(state, instrument, lots)
  refuse(
    state,
    instrument,
    side,
    'sizing',
    'minNotional',
    value,
    state.account.instruments[instrument]!.minNotional,
  )
}
