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

/** What a confidence is worth nothing at: that of a guess among buy, hold and sell. */
const GUESS = 1 / 3

/**
 * What a trade is expected to gain before costs, basis points of its notional: what the strategy says, else
 *
 *   target · (confidence − ⅓) ÷ ⅔
 *
 * A price without drift reaches a target T before a stop S with the chance S ÷ (S + T), and gains nothing by it. A
 * confidence above that of a guess adds to the chance in proportion, up to certainty, where the gain is T; so the
 * stop cancels out. NaN without a target.
 */
export function expectedEdgeBps({ edgeBps, confidence, targetPct }: Proposal): number {
  if (!Number.isNaN(edgeBps)) return edgeBps
  return (1e4 * targetPct * (confidence - GUESS)) / (1 - GUESS)
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
