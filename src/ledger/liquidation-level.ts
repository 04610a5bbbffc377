import type { Account } from './account.ts'
import { liquidationPrice, maintenanceMargin } from './margin.ts'

/** Mark price at which a position is liquidated (SPEC §7.6); −Infinity when flat. */
export function liquidationLevel(account: Account, instrument: number): number {
  const position = account.positions[instrument]!
  if (position.lots === 0) return Number.NEGATIVE_INFINITY
  const collateral =
    account.marginMode === 'isolated' ? position.margin : sharedCollateral(account, instrument)
  return liquidationPrice(
    position.units,
    position.entryPrice,
    collateral,
    account.instruments[instrument]!.brackets,
  )
}

/** Cross margin: wallet − the other positions' maintenance + their unrealised profit, at their last marks. */
export function sharedCollateral(account: Account, instrument: number): number {
  let collateral = account.wallet
  const isAlone = account.openCount === (account.positions[instrument]!.lots === 0 ? 0 : 1)
  if (isAlone) return collateral
  for (let k = 0; k < account.positions.length; k++) {
    const other = account.positions[k]!
    if (k === instrument || other.lots === 0) continue
    collateral += other.unrealised - maintenanceMargin(account.instruments[k]!.brackets, other.notional)
  }
  return collateral
}

/** Equity above the maintenance margin of all positions, at their last marks. */
export function marginCushion(account: Account): number {
  let cushion = account.equity
  for (let k = 0; k < account.positions.length; k++) {
    const position = account.positions[k]!
    if (position.lots === 0) continue
    cushion -= maintenanceMargin(account.instruments[k]!.brackets, position.notional)
  }
  return cushion
}
