import type { Standing } from '../risk/proposal.ts'
import { notionalOf } from './send.ts'
import type { EngineState } from './state.ts'

/** How the account stands: kept while the candidates of one instant are looked at one after the other. */

/** Takes stock of positions and of entries that are on their way. */
export function takeStock(state: EngineState, equity: number): void {
  const { standing, account } = state
  standing.now = state.now
  standing.equity = equity
  standing.longNotional = 0
  standing.shortNotional = 0
  standing.positions = 0
  standing.maintenance = 0
  standing.exposures.fill(0)
  for (let k = 0; k < account.positions.length; k++) {
    if (account.positions[k]!.lots !== 0 || state.seats[k]!.entry)
      setExposure(standing, k, exposureOf(state, k))
  }
}

/** Signed notional that is held and on its way. An entry against the position comes after it is closed. */
export function exposureOf(state: EngineState, instrument: number): number {
  const { lots, notional } = state.account.positions[instrument]!
  const { entry } = state.seats[instrument]!
  if (!entry) return Math.sign(lots) * notional
  const isAdding = Math.sign(lots) === entry.side
  return entry.side * (notionalOf(state, instrument, entry.lots) + (isAdding ? notional : 0))
}

/** Puts another exposure in the place of an instrument's own. @param exposure signed notional */
export function setExposure(standing: Standing, instrument: number, exposure: number): void {
  const before = standing.exposures[instrument]!
  if (before > 0) standing.longNotional -= before
  else standing.shortNotional += before
  if (exposure > 0) standing.longNotional += exposure
  else standing.shortNotional -= exposure
  standing.positions += Number(exposure !== 0) - Number(before !== 0)
  standing.exposures[instrument] = exposure
}
