/** Moments of per-period returns: Sharpe ratio not annualised, kurtosis raw (normal = 3). */
export interface SharpeMoments {
  readonly sharpe: number
  readonly skewness: number
  readonly kurtosis: number
}

/**
 * Variance of the Sharpe estimate times (n − 1), for returns that are independent but not normal.
 *
 *   1 − γ₃·SR + (γ₄ − 1)/4 · SR²
 *
 * Source: Mertens 2002; Bailey & López de Prado, The Sharpe ratio efficient frontier, J. Risk 15(2), 2012.
 */
export function sharpeVariance({ sharpe, skewness, kurtosis }: SharpeMoments): number {
  return 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe
}
