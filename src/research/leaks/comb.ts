import { otherRowsOf, poisonedSliceOf, type WholeColumn } from './columns.ts'
import { isSame } from './compare.ts'
import { spread } from './cuts.ts'
import type { Poison } from './poison.ts'

/** Bars ahead that a comb is sure to notice. */
const AHEAD = 12

/** Longest memory for which a comb is worth its teeth. */
const LONGEST_MEMORY = 240

/** Suspicions that turned out to be memory before a comb is laid aside. */
const PATIENCE = 6

export interface CombResult {
  /** Rows after which the column changed what it had said before: cuts that are proved to leak. */
  readonly leaks: readonly number[]
  /** Cuts that were tried. */
  readonly cuts: number
  readonly isComplete: boolean
}

/**
 * Many cuts at once, for columns that forget: single rows, a stride apart, are changed, and the rows just before
 * each must stay. What a changed row does to later rows has died out by then, if the stride is longer than the
 * memory of the column, which is measured first. So `stride` columns with each poison try a cut after every bar.
 * Whatever moves is tried again with everything after the cut changed and nothing before it: no false alarms.
 *
 * @param columns how many columns may be computed
 */
export function comb(column: WholeColumn, columns: number): CombResult {
  const rows = column.values.length
  const memory = memoryOf(column)
  if (memory === undefined) return { leaks: [], cuts: 0, isComplete: false }
  const stride = memory + 1 + AHEAD
  const phases = spreadPhases(stride, Math.floor(columns / 2))
  let rejected = 0
  for (const [k, phase] of phases.entries())
    for (const poison of ['up', 'down'] as const)
      for (const cut of suspects(column, stride, phase, poison)) {
        if (isLeak(column, cut)) return { leaks: [cut], cuts: cutsOf(rows, stride, k + 1), isComplete: false }
        if (++rejected > PATIENCE) return { leaks: [], cuts: cutsOf(rows, stride, k), isComplete: false }
      }
  return { leaks: [], cuts: cutsOf(rows, stride, phases.length), isComplete: phases.length === stride }
}

const cutsOf = (rows: number, stride: number, phases: number) => Math.floor((rows / stride) * phases)

/** Different phases of the stride, any beginning of which is spread over it. */
function spreadPhases(stride: number, count: number): number[] {
  return [...new Set(spread(stride, 4 * stride))].slice(0, count)
}

/** Rows before the teeth that moved: at most a few, one is enough. */
function suspects(column: WholeColumn, stride: number, phase: number, poison: Poison): number[] {
  const teeth = teethOf(column, stride, phase)
  const other = otherRowsOf(column, teeth, poison)
  if (!other) return []
  const moved = teeth.filter((tooth) => isMoved(column.values, other, Math.max(0, tooth - AHEAD), tooth))
  return moved.slice(0, 2).map((tooth) => tooth - 1)
}

function teethOf({ values }: WholeColumn, stride: number, phase: number): number[] {
  const teeth: number[] = []
  for (let row = phase; row < values.length; row += stride) if (row > 0) teeth.push(row)
  return teeth
}

function isMoved(honest: Float64Array, other: Float64Array, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (!isSame(honest[row]!, other[row]!)) return true
  return false
}

/** Nothing up to the cut is touched, so whatever differs there is the future's doing. */
function isLeak(column: WholeColumn, cut: number): boolean {
  const rows = column.values.length
  return (['up', 'down'] as const).some((poison) => {
    const other = poisonedSliceOf(column, 0, rows, cut, poison)
    return other !== undefined && isMoved(column.values, other, 0, cut + 1)
  })
}

/** Rows after a changed one that still feel it, at a few places; undefined where it is too long to measure. */
function memoryOf(column: WholeColumn): number | undefined {
  const rows = column.values.length
  const places = Math.min(24, Math.floor(rows / (2 * LONGEST_MEMORY)))
  if (places < 2) return undefined
  const distance = Math.floor(rows / places)
  const touched = teethOf(column, distance, distance >> 1)
  const other = otherRowsOf(column, touched, 'up')
  if (!other) return undefined
  let longest = 0
  for (const row of touched) {
    const last = lastMoved(column.values, other, row, Math.min(rows, row + distance - AHEAD))
    longest = Math.max(longest, last - row)
  }
  return longest <= LONGEST_MEMORY ? longest : undefined
}

function lastMoved(honest: Float64Array, other: Float64Array, from: number, to: number): number {
  let last = from
  for (let row = from; row < to; row++) if (!isSame(honest[row]!, other[row]!)) last = row
  return last
}
