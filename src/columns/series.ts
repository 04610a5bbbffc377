/**
 * Time series as columns: one typed array per field, all of one length, times ascending.
 * Times are UTC epoch milliseconds held in float64 (exact up to 2^53). NaN in a value column means "unknown".
 */

/** Open, high, low and close of consecutive intervals; `times` are the opens of the intervals. */
export interface PriceColumns {
  readonly times: Float64Array
  readonly opens: Float64Array
  readonly highs: Float64Array
  readonly lows: Float64Array
  readonly closes: Float64Array
}

export interface BarColumns extends PriceColumns {
  /** Traded volume in base units. */
  readonly volumes: Float64Array
  readonly quoteVolumes?: Float64Array
  readonly tradeCounts?: Float64Array
  /** Base volume bought by takers. */
  readonly takerBuyVolumes?: Float64Array
}

/** Settlements: `rates` are per interval (not annualised); positive means longs pay. */
export interface FundingColumns {
  readonly times: Float64Array
  readonly rates: Float64Array
}

/** A single value at points in time (open interest in base units, for instance). */
export interface ValueColumns {
  readonly times: Float64Array
  readonly values: Float64Array
}

export interface SentimentColumns {
  readonly times: Float64Array
  /** −1 … 1 */
  readonly scores: Float64Array
  readonly newsCounts?: Float64Array
  /** 1 where the asset was trending, else 0. */
  readonly trending?: Float64Array
}

/** Number of leading entries of ascending `times` that are < `time`. */
export function countBefore(times: Float64Array, time: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[middle]! < time) low = middle + 1
    else high = middle
  }
  return low
}
