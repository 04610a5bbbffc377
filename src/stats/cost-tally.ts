import type { Fill, FundingPayment, OpenPosition } from '../market/records.ts'
import { slippageCost } from './slippage.ts'

/** Where the profit of prices came from and where it went, quote units; costs are positive. */
export interface CostTally {
  /** Realised and unrealised, after slippage, before fees and funding. */
  priceProfit: number
  slippage: number
  /** By what the fill was for: entry + exit + liquidation are all fees. */
  entryFees: number
  exitFees: number
  liquidationFees: number
  /** By liquidity: maker + taker + liquidation are all fees. */
  makerFees: number
  takerFees: number
  /** Both ≥ 0; their difference is the funding of the account. */
  fundingPaid: number
  fundingReceived: number
}

export function emptyCosts(): CostTally {
  return {
    priceProfit: 0,
    slippage: 0,
    entryFees: 0,
    exitFees: 0,
    liquidationFees: 0,
    makerFees: 0,
    takerFees: 0,
    fundingPaid: 0,
    fundingReceived: 0,
  }
}

/** Adds a fill: its fee, its slippage, and the money that it took or gave. */
export function addFill(costs: CostTally, fill: Fill, lotStep: number): void {
  costs.priceProfit -= fill.side * fill.lots * lotStep * fill.price
  costs.slippage += slippageCost(fill, lotStep)
  if (fill.reason === 'liquidation') {
    costs.liquidationFees += fill.fee
    return
  }
  if (fill.reason === 'entry') costs.entryFees += fill.fee
  else costs.exitFees += fill.fee
  if (fill.isMaker) costs.makerFees += fill.fee
  else costs.takerFees += fill.fee
}

export function addPayment(costs: CostTally, { payment }: FundingPayment): void {
  if (payment > 0) costs.fundingPaid += payment
  else costs.fundingReceived -= payment
}

/** Adds what a position that is open at the end is worth: then the price profit is complete. */
export function addOpen(costs: CostTally, { side, quantity, markPrice }: OpenPosition): void {
  costs.priceProfit += side * quantity * markPrice
}

export function addCosts(costs: CostTally, other: CostTally): void {
  for (const key of Object.keys(costs) as (keyof CostTally)[]) costs[key] += other[key]
}

/** Profit of prices as it would be without slippage. */
export function grossOf({ priceProfit, slippage }: CostTally): number {
  return priceProfit + slippage
}

export function feesOf({ entryFees, exitFees, liquidationFees }: CostTally): number {
  return entryFees + exitFees + liquidationFees
}

/** Slippage, fees and funding together. */
export function allCosts(costs: CostTally): number {
  return costs.slippage + feesOf(costs) + costs.fundingPaid - costs.fundingReceived
}

/** Costs as a share of the gross profit; null where there is no profit to share. */
export function costShare(costs: CostTally): number | null {
  const gross = grossOf(costs)
  return gross > 0 ? allCosts(costs) / gross : null
}
