/** Regimes of the market in which a trade was proposed. */
export const REGIMES = ['trending', 'normal', 'ranging', 'unknown'] as const

/** Index in `REGIMES` of 1 trending, 0 normal, −1 ranging, NaN unknown. */
export function regimeBucket(regime: number): number {
  return Number.isNaN(regime) ? 3 : 1 - regime
}
