import { type BarColumns, countBefore, type PriceColumns } from '../columns/series.ts'
import type { FinerBars } from '../market/finer-bars.ts'

/** The finer bars of a tape, and which of its bars they cover. */
export interface FinerTape extends FinerBars {
  /** Per bar: row of the first finer bar inside it; −1 = they do not cover it. */
  readonly firstRows: Int32Array
  /** Bars inside which there are finer bars that cannot be used: incomplete, or of other prices. */
  readonly unusable: number
}

/**
 * Lays finer bars over the bars of a tape. They cover a bar when they follow one another without a gap from its open
 * to its end and agree with it: first open, highest high, lowest low and last close within a tick.
 *
 * @param mark       of each finer bar; undefined = only known for whole bars
 * @param intervalMs of the bars; a multiple of `finerMs`
 */
export function finerTapeOf(
  bars: BarColumns,
  finer: BarColumns,
  mark: PriceColumns | undefined,
  intervalMs: number,
  finerMs: number,
  tickSize: number,
): FinerTape {
  const perBar = intervalMs / finerMs
  const firstRows = new Int32Array(bars.times.length).fill(-1)
  let unusable = 0
  for (let i = 0; i < firstRows.length; i++) {
    const open = bars.times[i]!
    const from = countBefore(finer.times, open)
    if (!(finer.times[from]! < open + intervalMs)) continue
    const isUsable = isComplete(finer.times, from, open, perBar, finerMs)
    if (isUsable && isAgreeing(bars, i, finer, from, perBar, tickSize)) firstRows[i] = from
    else unusable++
  }
  return { bars: finer, mark, perBar, firstRows, unusable }
}

/** Times ascend on the finer grid from the open or later: with the last one in its place none is missing. */
function isComplete(
  times: Float64Array,
  from: number,
  open: number,
  perBar: number,
  finerMs: number,
): boolean {
  return times[from + perBar - 1] === open + (perBar - 1) * finerMs
}

function isAgreeing(
  bars: BarColumns,
  i: number,
  finer: BarColumns,
  from: number,
  perBar: number,
  tickSize: number,
): boolean {
  let high = Number.NEGATIVE_INFINITY
  let low = Number.POSITIVE_INFINITY
  for (let k = from; k < from + perBar; k++) {
    if (finer.highs[k]! > high) high = finer.highs[k]!
    if (finer.lows[k]! < low) low = finer.lows[k]!
  }
  const tolerance = tickSize * 1.000001 // a tick is not a whole number of binary fractions
  return (
    Math.abs(finer.opens[from]! - bars.opens[i]!) <= tolerance &&
    Math.abs(high - bars.highs[i]!) <= tolerance &&
    Math.abs(low - bars.lows[i]!) <= tolerance &&
    Math.abs(finer.closes[from + perBar - 1]! - bars.closes[i]!) <= tolerance
  )
}
