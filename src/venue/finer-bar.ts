import type { BarTraded, Mutable } from '../market/event.ts'

/**
 * Shows one finer bar as if it were a bar. Where the mark is known for the whole bar only, what it did meanwhile is
 * not: its whole range counts in every finer bar, so that a position is rather liquidated than spared.
 */
export function showFinerBar(into: Mutable<BarTraded>, whole: BarTraded, k: number): void {
  const { bars, mark } = whole.finer!
  const row = whole.finerRow + k
  into.time = whole.time
  into.instrument = whole.instrument
  into.open = bars.opens[row]!
  into.high = bars.highs[row]!
  into.low = bars.lows[row]!
  into.close = bars.closes[row]!
  into.markOpen = mark ? mark.opens[row]! : whole.markOpen
  into.markHigh = mark ? mark.highs[row]! : whole.markHigh
  into.markLow = mark ? mark.lows[row]! : whole.markLow
}

export function blankBar(): Mutable<BarTraded> {
  return {
    kind: 'bar.traded',
    time: Number.NaN,
    instrument: 0,
    open: Number.NaN,
    high: Number.NaN,
    low: Number.NaN,
    close: Number.NaN,
    markOpen: Number.NaN,
    markHigh: Number.NaN,
    markLow: Number.NaN,
    finer: undefined,
    finerRow: -1,
  }
}
