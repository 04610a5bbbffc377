import { QtError } from '../../../core/error.ts'

/**
 * Checks a choice of rows of a data set. Any order will do, and a row that is named twice counts twice.
 *
 * @param what whose rows they are, for the message
 * @throws QtError `usage` for no list of row numbers, an empty one, or a row that the set does not have
 */
export function checkRowList(rows: unknown, count: number, what: string): void {
  if (!(rows instanceof Uint32Array))
    throw new QtError('usage', `${what}: a Uint32Array of row numbers expected`)
  if (rows.length === 0) throw new QtError('usage', `${what}: no rows are named`)
  const odd = rows.find((row) => row >= count)
  if (odd === undefined) return
  throw new QtError(
    'usage',
    `${what}: row ${odd} of a data set of ${count} rows`,
    `allowed: 0 … ${count - 1}`,
  )
}
