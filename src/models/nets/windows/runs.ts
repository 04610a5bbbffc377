import type { SeriesColumn } from './panel.ts'

/** Of each row, how many rows up to it (itself included) are known in every one of the columns. */
export function knownRuns(columns: readonly SeriesColumn[], rows: number): Uint32Array {
  const runs = new Uint32Array(rows).fill(rows)
  for (const column of columns) shorten(runs, knownRun(column, rows))
  return runs
}

/** Of each row, how many rows up to it (itself included) hold one and the same value; the longest of the columns. */
export function constantRuns(columns: readonly SeriesColumn[], rows: number): Uint32Array {
  const runs = new Uint32Array(rows)
  for (const column of columns) lengthen(runs, constantRun(column, rows))
  return runs
}

/** A value is known when it is finite as a float32, which is what nets compute with. */
export const isKnown = (value: number) => Number.isFinite(Math.fround(value))

function knownRun(column: SeriesColumn, rows: number): Uint32Array {
  const run = new Uint32Array(rows)
  for (let row = 0, length = 0; row < rows; row++) {
    length = isKnown(column[row]!) ? length + 1 : 0
    run[row] = length
  }
  return run
}

function constantRun(column: SeriesColumn, rows: number): Uint32Array {
  const run = new Uint32Array(rows)
  for (let row = 0, length = 0; row < rows; row++) {
    length = column[row] === column[row - 1] ? length + 1 : 1
    run[row] = length
  }
  return run
}

function shorten(runs: Uint32Array, others: Uint32Array): void {
  for (let row = 0; row < runs.length; row++) runs[row] = Math.min(runs[row]!, others[row]!)
}

function lengthen(runs: Uint32Array, others: Uint32Array): void {
  for (let row = 0; row < runs.length; row++) runs[row] = Math.max(runs[row]!, others[row]!)
}
