import type { Trade } from '../market/records.ts'
import { noLayer, type Proposal, type Refused, type RiskLayer } from './proposal.ts'
import type { LifecycleRules } from './rules.ts'

/** The third layer: can this trade be made, and is it one? Its first stage of life is this review. */
export function lifecycleLayer(rules: LifecycleRules): RiskLayer<'lifecycle'> {
  if (rules.kind === 'none') return noLayer('lifecycle')
  return {
    name: 'lifecycle',
    review: (proposal) =>
      unknownMarket(proposal) ??
      deadMarket(proposal) ??
      lackOfConsensus(proposal) ??
      poorReward(proposal, rules.minRewardToRisk),
  }
}

/** Pre-trade validation: regime and volatility are known. */
function unknownMarket({ regime, atr }: Proposal): Refused<'lifecycle'> | undefined {
  const known = Number(!Number.isNaN(regime)) + Number(!Number.isNaN(atr))
  return known < 2 ? { limit: 'warmUp', value: known, bound: 2 } : undefined
}

/** Market conditions: a bar in which nothing was traded is no market. */
function deadMarket({ volume }: Proposal): Refused<'lifecycle'> | undefined {
  return volume === 0 ? { limit: 'volume', value: volume, bound: 0 } : undefined
}

/** Consensus of those that voted: 3 of 4, 2 of 3, 2 of 2; one alone never trades (SPEC §5). */
export function lackOfConsensus({ votes }: Proposal): Refused<'lifecycle'> | undefined {
  if (!votes) return undefined
  const bound = Math.max(2, Math.floor(votes.voters / 2) + 1)
  return votes.inFavour < bound ? { limit: 'consensus', value: votes.inFavour, bound } : undefined
}

/** Signal quality: what can be won is worth what can be lost. */
function poorReward({ stopPct, targetPct }: Proposal, bound?: number): Refused<'lifecycle'> | undefined {
  const value = targetPct / stopPct
  return bound !== undefined && value < bound ? { limit: 'rewardToRisk', value, bound } : undefined
}

export const STAGES = ['PROPOSED', 'VALIDATED', 'SUBMITTED', 'OPEN', 'PARTIAL', 'TRAILING', 'CLOSED'] as const

export type Stage = (typeof STAGES)[number]

/**
 * The life of a trade, stage by stage with the time at which it was reached (epoch ms). Proposal, validation and
 * submission are one instant. What was REJECTED never became a trade: it is among the refusals, with its reason.
 */
export function lifeOf(trade: Trade): { stage: Stage; time: number }[] {
  const { proposedTime, openTime, partialTime, trailingTime, closeTime } = trade
  const times = [proposedTime, proposedTime, proposedTime, openTime, partialTime, trailingTime, closeTime]
  return STAGES.map((stage, k) => ({ stage, time: times[k]! }))
    .filter(({ time }) => !Number.isNaN(time))
    .sort((a, b) => a.time - b.time)
}
