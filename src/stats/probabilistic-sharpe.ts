import { normalCdf } from '../core/normal.ts'
import { type SharpeMoments, sharpeVariance } from './sharpe-variance.ts'

/**
 * Probability that the true Sharpe ratio exceeds `benchmark`, given the length and shape of the record.
 *
 *   PSR = Φ[ (SR − SR*) · √(n − 1) / √(1 − γ₃·SR + (γ₄ − 1)/4 · SR²) ]
 *
 * All per period, not annualised. null below two periods or where the variance is not positive.
 * Source: Bailey & López de Prado, The Sharpe ratio efficient frontier, J. Risk 15(2), 2012.
 */
export function probabilisticSharpe(moments: SharpeMoments, periods: number, benchmark = 0): number | null {
  const variance = sharpeVariance(moments)
  if (periods < 2 || variance <= 0) return null
  return normalCdf(((moments.sharpe - benchmark) * Math.sqrt(periods - 1)) / Math.sqrt(variance))
}
