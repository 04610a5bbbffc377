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
  standing.exposures.fill(0)
  for (let k = 0; k < account.positions.length; k++) {
    const position = account.positions[k]!
    const { entry } = state.seats[k]!
    if (position.lots === 0 && !entry) continue
    const notional = position.notional + (entry ? notionalOf(state, k, entry.lots) : 0)
    setExposure(standing, k, (Math.sign(position.lots) || entry!.side) * notional)
  }
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
