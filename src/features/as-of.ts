import type { FundingColumns } from '../columns/series.ts'

/** For each of the ascending `ends`: how many of the ascending `times` lie strictly before it. */
export function countsBefore(times: Float64Array, ends: Float64Array): Float64Array {
  let count = 0
  return ends.map((end) => {
    while (count < times.length && times[count]! < end) count++
    return count
  })
}

/** The last of `counts[i]` leading values for each row, NaN where there is none yet. */
export function lastKnown(values: Float64Array, counts: Float64Array): Float64Array {
  return counts.map((count) => (count > 0 ? values[count - 1]! : Number.NaN))
}

/** As-of join: the value at the last of `times` strictly before each end; NaN before the first. */
export function asOf(times: Float64Array, values: Float64Array, ends: Float64Array): Float64Array {
  return lastKnown(values, countsBefore(times, ends))
}

/** Settlements whose rate is known; a hole in the source is not a settlement at rate 0. */
export function knownSettlements(funding: FundingColumns | undefined): FundingColumns {
  if (!funding) return { times: new Float64Array(0), rates: new Float64Array(0) }
  const isKnown = (_: number, row: number) => Number.isFinite(funding.rates[row])
  return { times: funding.times.filter(isKnown), rates: funding.rates.filter(isKnown) }
}
