/** now / before − 1; NaN where that is unknown or before is 0. */
export function relativeChange(now: number, before: number): number {
  const change = now / before - 1
  return Number.isFinite(change) ? change : Number.NaN
}
