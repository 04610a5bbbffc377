/**
 * The range of a bar with the gap before it: max(high, previous close) − min(low, previous close).
 * NaN where there is no previous close.
 */
export function trueRange(high: number, low: number, previousClose: number): number {
  return Math.max(high, previousClose) - Math.min(low, previousClose)
}
