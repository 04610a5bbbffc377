import type { Account } from '../ledger/account.ts'

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
