import { canonicalJson, sha256 } from '../core/hash.ts'
import { packJson, unpackJson } from '../core/json.ts'
import type { Position } from '../ledger/position.ts'
import type { TradeBookSnapshot } from '../ledger/trade-book.ts'
import type { GovernorMemory } from '../risk/governor.ts'
import type { ReturnMemory } from '../risk/return-window.ts'
import type { VenueSnapshot } from '../venue/simulated-venue.ts'
import type { Guard } from './guard.ts'
import type { Simulation } from './simulation.ts'
import type { Seat } from './state.ts'

/** Everything that decides what happens next, between two instants; JSON-safe. The rules are not in it. */
export interface SimulationSnapshot {
  readonly version: 1
  readonly state: unknown
}

interface State {
  readonly now: number
  readonly account: {
    readonly realised: number
    readonly fees: number
    readonly funding: number
    readonly wallet: number
  }
  readonly positions: readonly Position[]
  readonly seats: readonly Seat[]
  readonly trades: TradeBookSnapshot
  readonly venue: VenueSnapshot
  readonly nextOrderId: number
  readonly unknownFunding: number
  readonly proposals: number
  readonly entryOrders: number
  readonly repairs: number
  readonly governor: GovernorMemory
  readonly returns: ReturnMemory | undefined
}

/** Takes the state of a simulation, to be restored into a new one of the same instruments and rules. */
export function snapshot(simulation: Simulation): SimulationSnapshot {
  return { version: 1, state: packJson(stateOf(simulation)) }
}

/** sha256 of the state: equal states, equal hashes. */
export function stateHash(simulation: Simulation): string {
  return sha256(canonicalJson(snapshot(simulation).state))
}

function stateOf({ state, venue }: Simulation): State {
  const { realised, fees, funding, wallet } = state.account
  return {
    now: state.now,
    account: { realised, fees, funding, wallet },
    positions: state.account.positions.map((position) => ({ ...position })) as Position[],
    seats: state.seats.map((seat) => ({ ...seat, guard: { ...seat.guard } as Guard })),
    trades: state.trades.snapshot(),
    venue: venue.snapshot(),
    nextOrderId: state.nextOrderId,
    unknownFunding: state.unknownFunding,
    proposals: state.proposals,
    entryOrders: state.entryOrders,
    repairs: state.repairs,
    governor: state.risk.governor.snapshot(),
    returns: state.risk.returns?.snapshot(),
  }
}

export function restore(simulation: Simulation, saved: SimulationSnapshot): void {
  const from = unpackJson(saved.state) as State
  const { state, venue } = simulation
  state.now = from.now
  state.nextOrderId = from.nextOrderId
  state.unknownFunding = from.unknownFunding
  state.proposals = from.proposals
  state.entryOrders = from.entryOrders
  state.repairs = from.repairs
  state.risk.governor.restore(from.governor)
  if (from.returns) state.risk.returns?.restore(from.returns)
  Object.assign(state.account, from.account)
  for (const [k, position] of from.positions.entries()) Object.assign(state.account.positions[k]!, position)
  for (const [k, { guard, ...seat }] of from.seats.entries()) {
    Object.assign(state.seats[k]!, seat)
    Object.assign(state.seats[k]!.guard, guard)
  }
  state.account.openCount = from.positions.filter((position) => position.lots !== 0).length
  state.trades.restore(from.trades)
  venue.restore(from.venue)
}
