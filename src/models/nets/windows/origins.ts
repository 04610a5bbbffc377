import { QtError } from '../../../core/error.ts'
import { checkWhole } from '../check.ts'
import type { WindowShape } from './usable.ts'

/**
 * The origins of all windows that are read and judged inside a stretch of time: decided at row `from` or later, and
 * known how they end before row `to`. Stretches that follow each other therefore share no future: the windows whose
 * horizon reaches over the border belong to neither.
 *
 * @param from first row that may be forecast; windows read the rows before it
 * @param to the row after the last
 * @throws QtError `usage` for borders that are no rows, or a stretch without a window
 */
export function originsWithin({ inputLength, horizon }: WindowShape, from: number, to: number): Uint32Array {
  checkWhole('inputLength of the windows', inputLength)
  checkWhole('horizon of the windows', horizon)
  const first = Math.max(from, inputLength)
  const count = to - horizon - first + 1
  if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && count > 0)
    return Uint32Array.from({ length: count }, (_, i) => first + i)
  throw new QtError(
    'usage',
    `no window between row ${from} and row ${to}`,
    `a window reads ${inputLength} rows and is judged by the ${horizon} after them`,
  )
}
