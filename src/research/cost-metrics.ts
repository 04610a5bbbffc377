import {
  addCosts,
  allCosts,
  type CostTally,
  costShare,
  emptyCosts,
  feesOf,
  grossOf,
} from '../stats/cost-tally.ts'

/** What trading cost, split; quote units, costs positive. */
export interface CostSplit {
  /** Profit of prices before slippage, realised and unrealised. */
  readonly gross: number
  readonly slippage: number
  /** Entry + exit + liquidation; also maker + taker + liquidation. */
  readonly fees: number
  readonly entryFees: number
  readonly exitFees: number
  readonly liquidationFees: number
  readonly makerFees: number
  readonly takerFees: number
  readonly fundingPaid: number
  readonly fundingReceived: number
  /** Slippage + fees + funding paid − funding received; gross − total is what is left. */
  readonly total: number
  /** Total ÷ gross; null where there was no gross profit. */
  readonly shareOfGross: number | null
}

export interface InstrumentCosts extends CostSplit {
  readonly key: string
}

export interface CostMetrics {
  readonly costs: CostSplit
  /** Instruments in which nothing was traded are left out. */
  readonly costsByInstrument: readonly InstrumentCosts[]
}

/** @param tallies by instrument */
export function costMetrics(tallies: readonly CostTally[], ids: readonly string[]): CostMetrics {
  const all = emptyCosts()
  for (const tally of tallies) addCosts(all, tally)
  const splits = tallies.map((tally, k) => ({ key: ids[k]!, ...splitOf(tally) }))
  return { costs: splitOf(all), costsByInstrument: splits.filter(isTraded) }
}

function isTraded({ fees, slippage, gross }: CostSplit): boolean {
  return fees !== 0 || slippage !== 0 || gross !== 0
}

function splitOf(tally: CostTally): CostSplit {
  return {
    gross: grossOf(tally),
    slippage: tally.slippage,
    fees: feesOf(tally),
    entryFees: tally.entryFees,
    exitFees: tally.exitFees,
    liquidationFees: tally.liquidationFees,
    makerFees: tally.makerFees,
    takerFees: tally.takerFees,
    fundingPaid: tally.fundingPaid,
    fundingReceived: tally.fundingReceived,
    total: allCosts(tally),
    shareOfGross: costShare(tally),
  }
}
