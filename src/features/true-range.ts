/**
 * The range of a bar with the gap before it: max(high, previous close) − min(low, previous close).
 * NaN where there is no previous close. Written without a choice: half of |x| + x is x where it is positive, else 0.
 */
export function trueRange(high: number, low: number, previousClose: number): number {
  const gapDown = previousClose - high
  const gapUp = low - previousClose
  return high - low + (Math.abs(gapDown) + gapDown + Math.abs(gapUp) + gapUp) / 2
}
