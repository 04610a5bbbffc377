import { HOUR_MS } from '../core/time.ts'
import { noLayer, type Proposal, type RiskLayer } from './proposal.ts'
import type { CostRules } from './rules.ts'

/** The fifth layer: is more to be expected of the trade than it costs? An edge that is not known passes. */
export function costLayer(rules: CostRules): RiskLayer<'costs'> {
  if (rules.kind === 'none') return noLayer('costs')
  return {
    name: 'costs',
    review(proposal) {
      const value = expectedEdgeBps(proposal)
      const bound = rules.kind === 'fixed' ? rules.fixedBps : expectedCostBps(rules, proposal)
      return value <= bound ? { limit: 'edge', value, bound } : undefined
    },
  }
}

/**
 * What a trade is expected to gain before costs, basis points of its notional: what the strategy says, else with
 * its confidence as the chance of reaching the target before the stop
 *
 *   confidence · target − (1 − confidence) · stop
 *
 * NaN without target or stop.
 */
export function expectedEdgeBps({ edgeBps, confidence, targetPct, stopPct }: Proposal): number {
  if (!Number.isNaN(edgeBps)) return edgeBps
  return 1e4 * (confidence * targetPct - (1 - confidence) * stopPct)
}

/** Spread, slippage and fees of going in and out, and the funding of the expected holding time. */
export function expectedCostBps(rules: CostRules, proposal: Proposal): number {
  return (
    rules.spreadBps +
    2 * proposal.slippageBps +
    proposal.feeBps +
    expectedFundingBps(proposal, rules.holdingHours)
  )
}

/**
 * Funding expected over a holding time at the last rate; negative = received, 0 while the rate is unknown.
 *
 *   side · rate · holding ÷ interval
 */
export function expectedFundingBps(
  { side, fundingRate, fundingIntervalMs }: Proposal,
  holdingHours: number,
): number {
  if (Number.isNaN(fundingRate)) return 0
  return (1e4 * side * fundingRate * holdingHours * HOUR_MS) / fundingIntervalMs
}
