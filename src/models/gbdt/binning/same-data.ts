import { QtError } from '../../../core/error.ts'

/** Rows looked at. */
const SPOTS = 8

/** A few rows all over a data set. */
export function spotRows(rows: number): number[] {
  return Array.from({ length: Math.min(SPOTS, rows) }, (_, i) =>
    Math.floor((i * rows) / Math.min(SPOTS, rows)),
  )
}

/** @throws QtError `usage` when bins have other rows or features than the data set */
export function checkSameShape(binRows: number, binFeatures: number, rows: number, features: number): void {
  if (binRows === rows && binFeatures === features) return
  const theirs = `${binRows} rows × ${binFeatures} features`
  throw new QtError('usage', `bins of another data set: ${theirs}, the set has ${rows} × ${features}`)
}
