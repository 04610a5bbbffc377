import { type BarColumns, countBefore, type PriceColumns } from '../columns/series.ts'
import { assert } from '../core/assert.ts'
import type { Instrument } from '../market/instrument.ts'
import type { InstrumentData } from '../market/market-data.ts'
import { type FinerTape, finerTapeOf } from './finer-tape.ts'

/** One instrument's history as the engine meets it: bars, marks and settlements on one clock. */
export interface Tape {
  readonly instrument: Instrument
  readonly bars: BarColumns
  /** Mark price of each bar, the bar's own price where there is no mark. Aliases `bars` without a mark series. */
  readonly mark: PriceColumns
  readonly settlements: Settlements
  /** Where rules ask for it. */
  readonly context?: MarketContext
  /** The path inside the bars, where it is known. */
  readonly finer?: FinerTape
}

/** What is known of the market at the end of each bar; NaN = not known. */
export interface MarketContext {
  /** 1 trending, 0 normal, −1 ranging. */
  readonly regimes: Float64Array
  /** ATR 14, quote units. */
  readonly atrs: Float64Array
  /** Last settled rate per interval, and that interval. */
  readonly fundingRates: Float64Array
  readonly fundingIntervalsMs: Float64Array
}

export interface Settlements {
  readonly times: Float64Array
  /** NaN = unknown. */
  readonly rates: Float64Array
  /** Mark price at the settlement: the mark series, else the open of the bar that contains or follows it. */
  readonly marks: Float64Array
}

/**
 * @param data    funding with its holes marked (rate NaN)
 * @param finerMs interval of the finer bars, without which they are left aside; divides `intervalMs`
 */
export function tapeOf(
  data: InstrumentData,
  intervalMs: number,
  context?: MarketContext,
  finerMs?: number,
): Tape {
  const { instrument, bars } = data
  const mark = data.mark ? alignMark(bars, data.mark, intervalMs) : bars
  const finer = data.finer && finerMs ? layFiner(data, data.finer, intervalMs, finerMs) : undefined
  return {
    instrument,
    bars,
    mark,
    settlements: settlementsOf(data, intervalMs),
    ...(context ? { context } : {}),
    ...(finer ? { finer } : {}),
  }
}

function layFiner(data: InstrumentData, finer: BarColumns, intervalMs: number, finerMs: number): FinerTape {
  const mark = finerMark(data, finer, intervalMs, finerMs)
  return finerTapeOf(data.bars, finer, mark, intervalMs, finerMs, data.instrument.tickSize)
}

/** Mark price of each finer bar; undefined where a mark bar is longer than that: it is known for whole bars only. */
function finerMark(
  data: InstrumentData,
  finer: BarColumns,
  intervalMs: number,
  finerMs: number,
): PriceColumns | undefined {
  if (!data.mark || isMarkCoarser(data, intervalMs)) return finer
  const isKnown = !isLonger(data.mark.times, finerMs)
  return isKnown ? alignMark(finer, data.mark, finerMs) : undefined
}

/** A mark series with longer intervals than the bars serves for funding alone. */
export function isMarkCoarser(data: InstrumentData, intervalMs: number): boolean {
  const { mark, bars } = data
  return mark !== undefined && !isSameClock(bars.times, mark.times) && isLonger(mark.times, intervalMs)
}

/** Mark prices per bar: the mark bars inside it, which may be finer than the bar; a hole takes the bar's own prices. */
function alignMark(bars: BarColumns, mark: PriceColumns, intervalMs: number): PriceColumns {
  if (isSameClock(bars.times, mark.times)) return mark
  const aligned = {
    times: bars.times,
    opens: bars.opens.slice(),
    highs: bars.highs.slice(),
    lows: bars.lows.slice(),
    closes: bars.closes.slice(),
  }
  if (isLonger(mark.times, intervalMs)) return bars // inside a longer interval the mark is not known bar by bar
  const markInterval = Math.min(intervalMs, spacingOf(mark.times))
  const needed = Math.round(intervalMs / markInterval)
  let from = 0
  for (let i = 0; i < bars.times.length; i++) {
    const end = bars.times[i]! + intervalMs
    while (from < mark.times.length && mark.times[from]! < bars.times[i]!) from++
    let to = from
    while (to < mark.times.length && mark.times[to]! < end) to++
    if (to - from !== needed) continue // incomplete: the extremes are not known
    aligned.opens[i] = mark.opens[from]!
    aligned.closes[i] = mark.closes[to - 1]!
    aligned.highs[i] = mark.highs.subarray(from, to).reduce((a, b) => Math.max(a, b))
    aligned.lows[i] = mark.lows.subarray(from, to).reduce((a, b) => Math.min(a, b))
    from = to
  }
  return aligned
}

function isSameClock(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function isLonger(times: Float64Array, intervalMs: number): boolean {
  return times.length > 1 && spacingOf(times) > intervalMs
}

/** Smallest distance between neighbouring times; Infinity below two of them. */
function spacingOf(times: Float64Array): number {
  let spacing = Number.POSITIVE_INFINITY
  for (let i = 1; i < times.length; i++) spacing = Math.min(spacing, times[i]! - times[i - 1]!)
  return spacing
}

function settlementsOf(data: InstrumentData, intervalMs: number): Settlements {
  const { bars, funding } = data
  if (!funding) return { times: new Float64Array(0), rates: new Float64Array(0), marks: new Float64Array(0) }
  const { times, rates } = funding
  const marks = new Float64Array(times.length)
  let bar = 0
  for (let k = 0; k < times.length; k++) {
    const time = times[k]!
    assert(k === 0 || time > times[k - 1]!, 'settlements are ascending')
    while (bar < bars.times.length && bars.times[bar]! + intervalMs <= time) bar++
    const fallback = bars.opens[Math.min(bar, bars.times.length - 1)]!
    marks[k] = (data.mark && markAt(data.mark, time)) ?? fallback
  }
  return { times, rates, marks }
}

/** Open of the mark bar that contains the time, if there is one. */
function markAt(mark: PriceColumns, time: number): number | undefined {
  const k = countBefore(mark.times, time + 1) - 1
  if (k < 0 || time >= mark.times[k]! + spacingNear(mark.times, k)) return undefined
  return mark.opens[k]
}

/** Length of the interval at row k: the smaller distance to a neighbour (a gap is not an interval). */
function spacingNear(times: Float64Array, k: number): number {
  const before = k > 0 ? times[k]! - times[k - 1]! : Number.POSITIVE_INFINITY
  const after = k + 1 < times.length ? times[k + 1]! - times[k]! : Number.POSITIVE_INFINITY
  return Math.min(before, after)
}
