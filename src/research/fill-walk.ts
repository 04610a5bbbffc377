import { TIMEFRAME_MS } from '../core/time.ts'
import { addFill, addOpen, addPayment, type CostTally, emptyCosts } from '../stats/cost-tally.ts'
import { ExposureCount } from '../stats/exposure.ts'
import type { Valuation } from '../stats/exposure-columns.ts'
import { type Stretch, StretchLog } from '../stats/stretches.ts'
import type { BacktestResult } from './result.ts'

/** What one walk through the fills of a run leaves for the metrics. */
export interface FillWalk {
  /** Share of bars with a position; null without bars. */
  readonly exposure: number | null
  /** Quantity × price over all fills. */
  readonly tradedNotional: number
  /** By instrument. */
  readonly costs: readonly CostTally[]
  readonly stretches: readonly Stretch[]
}

/** Fills are packed: they are read a single time. */
export function walkFills(result: BacktestResult): FillWalk {
  const { times, instruments, fills } = result
  const exposure = new ExposureCount(times, instruments.length)
  const log = new StretchLog(
    times,
    instruments.map(({ lotStep }) => lotStep),
  )
  const costs = instruments.map(emptyCosts)
  let tradedNotional = 0
  for (const fill of fills) {
    const { lotStep } = instruments[fill.instrument]!
    exposure.add(fill)
    log.add(fill)
    addFill(costs[fill.instrument]!, fill, lotStep)
    tradedNotional += fill.lots * lotStep * fill.price
  }
  for (const payment of result.fundingPayments) addPayment(costs[payment.instrument]!, payment)
  for (const position of result.openPositions) addOpen(costs[position.instrument]!, position)
  return { exposure: exposure.share(), tradedNotional, costs, stretches: log.finish() }
}

export function valuationOf({ times, marks, dataset }: BacktestResult): Valuation {
  return { times, marks, intervalMs: TIMEFRAME_MS[dataset.timeframe] }
}
