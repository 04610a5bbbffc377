import { unitsOf } from '../market/grid.ts'
import {
  autoLeverage,
  isStopInside,
  leverageForStop,
  liquidationDistance,
  maxLeverage,
  type Prospect,
} from '../risk/leverage.ts'
import type { Proposal } from '../risk/proposal.ts'
import { refuse } from './send.ts'
import type { EngineState } from './state.ts'

/** Leverage of an order of that many lots; undefined = refused, since its stop would come after liquidation. */
export function leverageOf(state: EngineState, proposal: Proposal, lots: number): number | undefined {
  const { leverage, risk } = state.rules
  if (typeof leverage === 'number' && risk.lifecycle.kind === 'none') return leverage
  const { instrument, side, price, stopPct, atr } = proposal
  const held = state.account.positions[instrument]!
  const { brackets } = state.account.instruments[instrument]!
  const prospect = { side, units: unitsOf(state.account.grids[instrument]!, lots), price, brackets }
  if (lots === 0) return 1
  // What is added has the leverage of the position: another one would change the margin of what is held.
  if (held.lots * side > 0) return withStopInside(state, proposal, prospect, held.leverage, true)
  const wished = typeof leverage === 'number' ? leverage : autoLeverage(leverage, prospect, stopPct, atr)
  return withStopInside(state, proposal, prospect, Math.min(wished, maxLeverage(prospect)), false)
}

/** A stop beyond liquidation protects nothing: less leverage, or no trade. */
function withStopInside(
  state: EngineState,
  { instrument, side, stopPct }: Proposal,
  prospect: Prospect,
  leverage: number,
  isFixed: boolean,
): number | undefined {
  const { kind, liquidationBuffer, beyondLiquidation } = state.rules.risk.lifecycle
  if (kind === 'none' || Number.isNaN(stopPct)) return leverage
  const { account, standing } = state
  const distance = liquidationDistance(prospect, leverage, account, instrument, standing.maintenance)
  if (isStopInside(stopPct, distance, liquidationBuffer)) return leverage
  const isLowering = beyondLiquidation === 'lowerLeverage' && account.marginMode === 'isolated' && !isFixed
  const lower = isLowering ? leverageForStop(prospect, leverage, stopPct, liquidationBuffer) : 0
  if (lower > 0) return lower
  const bound = distance * (1 - liquidationBuffer)
  refuse(state, instrument, side, 'sizing', 'liquidation', stopPct, bound)
  return undefined
}
