import { noLayer, type Proposal, type RiskLayer } from './proposal.ts'
import type { PolicyRules } from './rules.ts'
import { reaches } from './threshold.ts'

/** The second layer: is the signal good enough for this market, and how much may be risked on it? */
export function policyLayer(rules: PolicyRules, spreadBps: number): RiskLayer<'policy'> {
  if (rules.kind === 'none') return noLayer('policy')
  return {
    name: 'policy',
    review(proposal) {
      const { confidence } = proposal
      const bound = minConfidence(rules, proposal, spreadBps)
      if (!reaches(confidence, bound)) return { limit: 'confidence', value: confidence, bound }
      proposal.riskMultiplier = riskMultiplier(rules, proposal.regime)
      return undefined
    },
  }
}

/**
 * Least confidence that is acted on (SPEC §6.2.2).
 *
 *   base + regime + volatility + cost
 *
 * What is not known of the market adds nothing.
 */
export function minConfidence(
  rules: PolicyRules,
  { regime, atr, price }: Pick<Proposal, 'regime' | 'atr' | 'price'>,
  spreadBps: number,
): number {
  if (rules.kind !== 'regime') return rules.baseConfidence
  return (
    rules.baseConfidence +
    byRegime(regime, rules.trendingConfidence, rules.normalConfidence, rules.rangingConfidence) +
    volatilityConfidence(rules, atr / price) +
    (spreadBps > rules.wideSpreadBps ? rules.wideSpreadConfidence : 0)
  )
}

function volatilityConfidence(rules: PolicyRules, volatility: number): number {
  if (volatility > rules.extremeVolatilityPct) return rules.extremeVolatilityConfidence
  return volatility < rules.lowVolatilityPct ? rules.lowVolatilityConfidence : 0
}

/** Factor on the risk of a trade: that of the regime, kept inside its bounds. */
export function riskMultiplier(rules: PolicyRules, regime: number): number {
  if (rules.kind !== 'regime') return 1
  const factor = byRegime(regime, rules.trendingRisk, rules.normalRisk, rules.rangingRisk)
  return Math.min(rules.mostRisk, Math.max(rules.leastRisk, factor))
}

/** The value of a regime; an unknown one counts as normal. */
export function byRegime(regime: number, trending: number, normal: number, ranging: number): number {
  return regime > 0 ? trending : regime < 0 ? ranging : normal
}
