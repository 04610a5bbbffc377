import type { BarColumns, PriceColumns } from '../columns/series.ts'
import { QtError } from '../core/error.ts'
import { TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../core/time.ts'

/** Refuses finer bars of which no whole number makes one bar. */
export function checkFiner(timeframe: Timeframe, finer: Timeframe): void {
  const fitting = TIMEFRAMES.filter((shorter) => {
    const perBar = TIMEFRAME_MS[timeframe] / TIMEFRAME_MS[shorter]
    return Number.isInteger(perBar) && perBar > 1
  })
  if (fitting.includes(finer)) return
  throw new QtError(
    'data',
    `finer bars of ${finer} cannot lie inside bars of ${timeframe}: a timeframe that divides ${timeframe} expected`,
    fitting.length > 0 ? `there are: ${fitting.join(', ')}` : `nothing divides ${timeframe}`,
  )
}

/** Bars of a shorter timeframe of one instrument: the path inside its bars, where it is known. */
export interface FinerBars {
  readonly bars: BarColumns
  /** Mark price of each finer bar; undefined where the mark is known for whole bars only. Aliases `bars` without a mark. */
  readonly mark: PriceColumns | undefined
  /** Finer bars in one bar. */
  readonly perBar: number
}
