import type { PriceColumns } from '../columns/series.ts'
import { countBefore } from '../columns/series.ts'
import type { MarketData } from '../market/market-data.ts'
import type { Trade } from '../market/records.ts'
import { isInsideBar } from './inside-bar.ts'

/** How far trades went against us and for us while they were open; shares of the entry price, ≥ 0, by trade. */
export interface Excursions {
  /** Maximum adverse excursion (MAE). */
  readonly adverse: Float64Array
  /** Maximum favourable excursion (MFE). */
  readonly favourable: Float64Array
}

/**
 * Maximum adverse and favourable excursion of closed trades, from the highs and lows of the bars.
 *
 *   long:  MAE = (entry − lowest) / entry,  MFE = (highest − entry) / entry;  short: the other way round
 *
 * Bars held in full count with their whole range, and the exit price counts. In the bar of a protective exit the
 * order of events is unknown; there the favourable extreme does not count, and the adverse one counts only after
 * a target (a stop would have gone first).
 * Source: Sweeney, Maximum adverse excursion, Wiley 1997.
 */
export function excursions(trades: readonly Trade[], data: MarketData): Excursions {
  const adverse = new Float64Array(trades.length)
  const favourable = new Float64Array(trades.length)
  for (let i = 0; i < trades.length; i++) {
    const trade = trades[i]!
    const { low, high } = rangeHeld(trade, data.instruments[trade.instrument]!.bars)
    const down = Math.max(0, 1 - low / trade.entryPrice)
    const up = Math.max(0, high / trade.entryPrice - 1)
    adverse[i] = trade.side > 0 ? down : up
    favourable[i] = trade.side > 0 ? up : down
  }
  return { adverse, favourable }
}

/** Lowest and highest price that a trade has certainly or possibly seen, by the rule above. */
function rangeHeld(trade: Trade, bars: PriceColumns): { low: number; high: number } {
  const isInside = trade.exitReason !== undefined && isInsideBar(trade.exitReason)
  const from = barOf(bars.times, trade.openTime)
  const to = isInside ? barOf(bars.times, trade.closeTime) : countBefore(bars.times, trade.closeTime)
  let low = trade.exitPrice
  let high = trade.exitPrice
  for (let i = from; i < to; i++) {
    if (bars.lows[i]! < low) low = bars.lows[i]!
    if (bars.highs[i]! > high) high = bars.highs[i]!
  }
  if (trade.exitReason === 'target' && to < bars.times.length) {
    if (trade.side > 0) low = Math.min(low, bars.lows[to]!)
    else high = Math.max(high, bars.highs[to]!)
  }
  return { low, high }
}

/** Index of the bar that was open at `time`. */
function barOf(times: Float64Array, time: number): number {
  const next = countBefore(times, time)
  return times[next] === time ? next : Math.max(0, next - 1)
}
