import type { RiskSizing } from './rules.ts'
import { reaches } from './threshold.ts'

/**
 * What a trade may lose at its stop, quote units (SPEC §6.3).
 *
 *   equity × riskPct × multiplier of the policy × multiplier of the confidence × exposure, at most equity × maxRiskPct
 */
export function riskOfTrade(
  sizing: RiskSizing,
  equity: number,
  riskMultiplier: number,
  confidence: number,
  exposure = 1,
): number {
  const multiplier = riskMultiplier * confidenceMultiplier(sizing, confidence) * exposure
  const wished = equity * sizing.riskPct * multiplier
  return Math.min(wished, equity * sizing.maxRiskPct)
}

export function confidenceMultiplier(sizing: RiskSizing, confidence: number): number {
  if (reaches(confidence, sizing.highFrom)) return sizing.highMultiplier
  if (reaches(confidence, sizing.raisedFrom)) return sizing.raisedMultiplier
  return reaches(confidence, sizing.normalFrom) ? sizing.normalMultiplier : sizing.lowMultiplier
}

/** Notional that loses the risk at the stop, kept inside the least and the greatest; NaN without a stop. */
export function notionalAtRisk(sizing: RiskSizing, risk: number, stopPct: number): number {
  return Math.min(sizing.maxNotional, Math.max(sizing.minNotional, risk / stopPct))
}
