import { poisonedSliceOf, sliceOf, type WholeColumn } from './columns.ts'
import { comb } from './comb.ts'
import { compareColumns, isSame } from './compare.ts'
import { calendarRows, everyRow, inTurn, knownEdges, largestChanges, largestValues, spread } from './cuts.ts'
import type { Evidence, Method } from './evidence.ts'
import { POISONS } from './poison.ts'

/** The history on which a column is checked. */
export interface ColumnHistory {
  readonly instrument: number
  /** Opens of the bars. */
  readonly times: Float64Array
  readonly timeframeMs: number
  /** Cut after every bar, with all that came before it. */
  readonly isEveryBar: boolean
}

/** Rows after a cut that a slice goes on for. */
const HORIZON = 10

/** Rows before a cut that must be known, beyond the warm-up. */
const MEMORY = 10

/** Columns computed for slices where a comb has tried every bar already. */
const SLICES_BESIDE_COMB = 1.5

/** Columns computed for slices at most: beyond that a slice costs more than it tells. */
const MOST_SLICES = 5

/**
 * Cuts a column off after bars along the history, once with nothing after the cut and once with each of the other
 * futures; what it said up to the cut must stay. On long histories a comb tries many bars at once where the column
 * forgets, and each cut of a sample is tried on a slice around it. A slice and its other futures begin with the
 * same row, so a memory without end raises no false alarm.
 *
 * @param work how often the column may be computed over the whole history, or as many rows of it
 * @returns how many cuts could be tried
 */
export function checkColumn(
  evidence: Evidence,
  column: WholeColumn,
  history: ColumnHistory,
  work: number,
): number {
  const rows = column.values.length
  if (!isRepeatable(column)) return 0 // whole runs, each with a fresh strategy, tell what that is
  if (history.isEveryBar)
    return everyRow(rows).filter((cut, k) => checkCut(evidence, column, history, cut, rows, k)).length
  const combed = comb(column, work)
  for (const cut of combed.leaks) checkCut(evidence, column, { ...history, isEveryBar: true }, cut, rows, 0)
  const before = rowsBefore(column)
  const share = combed.isComplete ? SLICES_BESIDE_COMB : Math.min(work, MOST_SLICES)
  const cuts = sampledCuts(column, history, before, share)
  return combed.cuts + cuts.filter((cut, k) => checkCut(evidence, column, history, cut, before, k)).length
}

/** Whether it says the same again. */
function isRepeatable(column: WholeColumn): boolean {
  const again = sliceOf(column, 0, column.values.length)
  return again?.every((value, row) => isSame(value, column.values[row]!)) ?? false
}

/** Whether the column could be asked there. */
function checkCut(
  evidence: Evidence,
  column: WholeColumn,
  { instrument, isEveryBar }: ColumnHistory,
  cut: number,
  before: number,
  turn: number,
): boolean {
  const rows = column.values.length
  const from = Math.max(0, cut + 1 - before)
  const to = isEveryBar ? rows : Math.min(rows, cut + 1 + HORIZON)
  const honest = from === 0 && to === rows ? column.values : sliceOf(column, from, to)
  if (!honest) return false
  const spot = { place: 'feature', name: column.feature, instrument } as const
  const compare = (other: Float64Array | undefined, method: Method) => {
    if (other) compareColumns(evidence, spot, honest, other, { method, rows: cut + 1 - from, offset: from })
    return other !== undefined
  }
  let isAsked = false
  POISONS.forEach((poison) => {
    if (poison === 'flat' && !isEveryBar && turn % 4 !== 0) return
    isAsked = compare(poisonedSliceOf(column, from, to, cut, poison), 'poison') || isAsked
  })
  if (isEveryBar || turn % 4 === 0) isAsked = compare(sliceOf(column, from, cut + 1), 'truncation') || isAsked
  return isAsked
}

/** As many rows as the column needs before it answers, and some to compare. */
function rowsBefore(column: WholeColumn): number {
  const rows = column.values.length
  const firstKnown = column.values.findIndex((value) => !Number.isNaN(value))
  for (let before = Math.max(0, firstKnown) + MEMORY; before < rows; before *= 2)
    if (isAnswering(column, before)) return before
  return rows
}

/** Whether slices of that length say anything where the column does. */
function isAnswering(column: WholeColumn, before: number): boolean {
  const rows = column.values.length
  return spread(rows, 5).every((middle) => {
    const to = Math.min(rows, Math.max(before, middle))
    if (Number.isNaN(column.values[to - 1]!)) return true
    const slice = sliceOf(column, to - before, to)
    return slice !== undefined && !Number.isNaN(slice[slice.length - 1]!)
  })
}

function sampledCuts(
  column: WholeColumn,
  { times, timeframeMs }: ColumnHistory,
  before: number,
  work: number,
): number[] {
  const rows = column.values.length
  const perCut = 3.5 * Math.min(rows, before + HORIZON) // honest, up, down, and the others now and then
  const count = Math.max(3, Math.floor((work * rows) / perCut))
  return inTurn(
    [
      spread(rows, count),
      largestChanges(column.values, count),
      spread(rows, count).map((row) => Math.max(0, row - 1)),
      largestValues(column.values, count),
      knownEdges(column.values, Math.ceil(count / 4)),
      calendarRows(times, timeframeMs, Math.ceil(count / 4)),
      ...column.inputs.map((input) => largestChanges(input, Math.ceil(count / 8))),
    ],
    count,
  )
}
