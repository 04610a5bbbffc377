import type { FundingColumns } from '../columns/series.ts'
import { HOUR_MS } from '../core/time.ts'

const INTERVALS_MS: readonly number[] = [1, 2, 4, 8].map((hours) => hours * HOUR_MS)

/**
 * Adds a row with rate NaN wherever a settlement was due but is not known, so that it can be counted.
 *
 * The interval in force begins as the first spacing, where that is 1, 2, 4 or 8 h, else as `defaultIntervalMs`.
 * A shorter spacing is a switch to a shorter interval; a longer one is a switch if the next spacing repeats it,
 * else a hole. Before the first and after the last known settlement the grid of its neighbours goes on from
 * the first bar's open, `barsFrom`, to before the last bar's end, `barsTo` (what falls on it is settled later).
 */
export function withFundingHoles(
  funding: FundingColumns,
  barsFrom: number,
  barsTo: number,
  defaultIntervalMs: number,
): FundingColumns {
  const { times, rates } = funding
  const dueTimes: number[] = []
  const dueRates: number[] = []
  const addUnknown = (from: number, end: number, intervalMs: number) => {
    for (let due = from; due < end; due += intervalMs) {
      dueTimes.push(due)
      dueRates.push(Number.NaN)
    }
  }
  let intervalMs = validInterval(times[1]! - times[0]!) ?? defaultIntervalMs
  addUnknown(firstDue(times[0] ?? 0, barsFrom, intervalMs), times[0] ?? barsTo, intervalMs)
  times.forEach((time, i) => {
    dueTimes.push(time)
    dueRates.push(rates[i]!)
    intervalMs = intervalAfter(times, i, intervalMs)
    addUnknown(time + intervalMs, times[i + 1] ?? barsTo, intervalMs)
  })
  return { times: Float64Array.from(dueTimes), rates: Float64Array.from(dueRates) }
}

/** The interval in force between settlement `i` and the one after it. */
function intervalAfter(times: Float64Array, i: number, inForceMs: number): number {
  const spacing = validInterval(times[i + 1]! - times[i]!)
  if (spacing === undefined) return inForceMs
  const isConfirmed = times[i + 2]! - times[i + 1]! === spacing
  return spacing < inForceMs || isConfirmed ? spacing : inForceMs
}

function validInterval(spacingMs: number): number | undefined {
  return INTERVALS_MS.includes(spacingMs) ? spacingMs : undefined
}

/** The first time ≥ `from` that lies a whole number of intervals from `anchor`. */
function firstDue(anchor: number, from: number, intervalMs: number): number {
  return anchor + Math.ceil((from - anchor) / intervalMs) * intervalMs
}
