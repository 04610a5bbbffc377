/**
 * Calmar ratio over the whole period: CAGR / maximum drawdown.
 * null without a CAGR or without a drawdown. Source: Young, Futures 20(1), 1991 (there over 36 months).
 */
export function calmar(annualGrowth: number | null, maxDrawdown: number): number | null {
  return annualGrowth === null || maxDrawdown === 0 ? null : annualGrowth / maxDrawdown
}
