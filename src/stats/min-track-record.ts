import { normalQuantile } from '../core/normal.ts'
import { type SharpeMoments, sharpeVariance } from './sharpe-variance.ts'

/**
 * Minimum track record length: periods needed before a Sharpe ratio as observed exceeds `benchmark` with
 * the given confidence.
 *
 *   MinTRL = 1 + (1 − γ₃·SR + (γ₄ − 1)/4 · SR²) · (Z(confidence) / (SR − SR*))²
 *
 * All per period, not annualised. null when SR ≤ SR*: no record is long enough.
 * Source: Bailey & López de Prado, The Sharpe ratio efficient frontier, J. Risk 15(2), 2012.
 */
export function minTrackRecord(moments: SharpeMoments, benchmark = 0, confidence = 0.95): number | null {
  const excess = moments.sharpe - benchmark
  if (excess <= 0) return null
  return 1 + sharpeVariance(moments) * (normalQuantile(confidence) / excess) ** 2
}
