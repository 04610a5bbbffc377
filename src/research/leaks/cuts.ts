import { DAY_MS } from '../../core/time.ts'

/** Rows that are worth a cut, the most telling first in each list. */
type Rows = readonly number[]

/** Part of the golden ratio: multiples of it fill the unit interval evenly, however many there are. */
const GOLDEN = 0.6180339887498949

/** `count` rows of [0, rows), in an order of which every beginning is spread over the whole history. */
export function spread(rows: number, count: number): number[] {
  return Array.from({ length: rows > 0 ? count : 0 }, (_, k) => Math.floor((((k + 0.5) * GOLDEN) % 1) * rows))
}

export function everyRow(rows: number): number[] {
  return Array.from({ length: rows }, (_, row) => row)
}

/**
 * Up to `count` different rows, taken in turn from the lists: so that a share is spread over the whole history,
 * and the rest goes where something happens.
 */
export function inTurn(lists: readonly Rows[], count: number): number[] {
  const chosen = new Set<number>()
  const longest = Math.max(0, ...lists.map((list) => list.length))
  for (let k = 0; k < longest && chosen.size < count; k++)
    for (const list of lists) if (k < list.length && chosen.size < count) chosen.add(list[k]!)
  return [...chosen].sort((a, b) => a - b)
}

/** Rows with the largest changes of a column from the row before, and the rows before them. */
export function largestChanges(column: Float64Array, count: number): number[] {
  const changes = column.map((value, row) => {
    const change = row === 0 ? 0 : Math.abs(value - column[row - 1]!)
    return Number.isFinite(change) ? change : 0
  })
  return topRows(changes, Math.ceil(count / 2)).flatMap((row) => [row, row - 1])
}

/** Rows with the largest absolute values: where a feature that mostly says nothing says something. */
export function largestValues(column: Float64Array, count: number): number[] {
  return topRows(
    column.map((value) => (Number.isFinite(value) ? Math.abs(value) : 0)),
    count,
  )
}

/** Rows at which a column becomes known or unknown, and the rows before them. */
export function knownEdges(column: Float64Array, count: number): number[] {
  const edges: number[] = []
  for (let row = 1; row < column.length && edges.length < count; row++)
    if (Number.isNaN(column[row]!) !== Number.isNaN(column[row - 1]!)) edges.push(row - 1, row)
  return edges
}

/** First, last and special rows of a history: next to gaps, and at the ends of days, spread over it. */
export function calendarRows(times: Float64Array, timeframeMs: number, count: number): number[] {
  const gaps: number[] = []
  const days: number[] = []
  for (let row = 0; row + 1 < times.length; row++) {
    if (times[row + 1]! - times[row]! > timeframeMs) gaps.push(row)
    else if (times[row + 1]! % DAY_MS === 0) days.push(row)
  }
  const last = times.length - 1
  const someDays = spread(days.length, count).map((k) => days[k]!)
  return [0, last - 1, last - 2, ...inTurn([gaps, someDays], count)].filter((row) => row >= 0)
}

/** Values that are looked at to guess from which on the largest lie. */
const SAMPLE = 512

/** About `count` rows with the largest values, largest first; rows of value 0 do not count. */
function topRows(values: Float64Array, count: number): number[] {
  const sample = Float64Array.from(spread(values.length, SAMPLE), (row) => values[row]!).sort()
  const share = Math.min(1, (2 * count) / values.length)
  const threshold = sample[Math.floor((1 - share) * (SAMPLE - 1))] ?? 0
  const rows: number[] = []
  values.forEach((value, row) => {
    if (value > 0 && value >= threshold) rows.push(row)
  })
  return rows.sort((a, b) => values[b]! - values[a]! || a - b).slice(0, count)
}
