import type { Side } from '../market/records.ts'
import type { BarReading } from './rules.ts'

/**
 * Which extreme of a bar comes first.
 *
 * @param exposure side of the position held, or of the order that would open one. An open position is hurt by
 *                 its adverse extreme coming first; an entry by the favourable one having passed before it.
 */
export function isHighFirst(
  reading: BarReading,
  exposure: Side,
  isHeld: boolean,
  open: number,
  high: number,
  low: number,
): boolean {
  const isWorstCaseHighFirst = isHeld ? exposure < 0 : exposure > 0
  if (reading === 'pessimistic') return isWorstCaseHighFirst
  if (reading === 'optimistic') return !isWorstCaseHighFirst
  const up = high - open
  const down = open - low
  const isTie = Math.abs(up - down) < open * 1e-12 // of two decimals; in binary they may differ in the last bit
  return isTie ? isWorstCaseHighFirst : up < down
}
