import type { Account } from '../ledger/account.ts'
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
function sharedCollateral(account: Account, instrument: number): number {
  let collateral = account.wallet
  if (account.openCount === 1) return collateral
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

export function isLiquidatedAt(lots: number, mark: number, level: number): boolean {
  return lots > 0 ? mark <= level : lots < 0 && mark >= level
}

/** Price and fee of a forced closing. Isolated: the insurance fund bears what the position's margin does not cover. */
export function forcedClosing(
  account: Account,
  instrument: number,
  price: number,
): { price: number; fee: number } {
  const position = account.positions[instrument]!
  const size = Math.abs(position.units)
  const fee = size * price * account.instruments[instrument]!.liquidationFeeRate
  if (account.marginMode === 'cross') return { price, fee }
  const side = Math.sign(position.lots)
  const bankrupt = position.entryPrice - (side * position.margin) / size
  const paid = side > 0 ? Math.max(price, bankrupt) : Math.min(price, bankrupt)
  const left = position.margin + position.units * (paid - position.entryPrice)
  return { price: paid, fee: Math.min(fee, Math.max(0, left)) }
}
