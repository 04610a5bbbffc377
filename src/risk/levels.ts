import { byRegime } from './policy.ts'
import type { ExitRules } from './rules.ts'

/**
 * Distance of the stop, a share of the price (SPEC §6.4); NaN = no stop.
 *
 *   the tighter of  stopPct × factor of the regime  and  stopAtrs × ATR ÷ price
 *
 * each of which may be absent. An ATR that is not known leaves the other.
 */
export function stopDistance(exits: ExitRules, regime: number, atr: number, price: number): number {
  const { stopPct, stopTrending = 1, stopNormal = 1, stopRanging = 1, stopAtrs } = exits
  const byPercent =
    stopPct === undefined ? Number.NaN : stopPct * byRegime(regime, stopTrending, stopNormal, stopRanging)
  const byAtr = stopAtrs === undefined ? Number.NaN : (stopAtrs * atr) / price
  if (Number.isNaN(byAtr)) return byPercent
  return Number.isNaN(byPercent) ? byAtr : Math.min(byPercent, byAtr)
}

/** Whether trades are to have a stop at all. */
export function hasStopRule({ stopPct, stopAtrs }: ExitRules): boolean {
  return stopPct !== undefined || stopAtrs !== undefined
}

/**
 * Distance of the first target, a share of the price (SPEC §6.4); NaN = no target.
 *
 *   targetPct × confidence ÷ targetConfidence
 */
export function targetDistance({ targetPct, targetConfidence }: ExitRules, confidence: number): number {
  if (targetPct === undefined) return Number.NaN
  return targetConfidence === undefined ? targetPct : (targetPct * confidence) / targetConfidence
}
