import {
  noLayer,
  type Proposal,
  type Refused,
  type RiskLayer,
  type Standing,
  takeRoom,
  tighterLimit,
} from './proposal.ts'
import type { PortfolioRules } from './rules.ts'

type No = Refused<'portfolio'> | undefined

/** The fourth layer: does the trade fit in with what is held? */
export function portfolioLayer(rules: PortfolioRules): RiskLayer<'portfolio'> {
  if (rules.kind === 'none') return noLayer('portfolio')
  return {
    name: 'portfolio',
    review: (proposal, standing) =>
      cooling(proposal, standing) ??
      tooMany(rules, standing) ??
      tooMuch(rules, proposal, standing) ??
      tooMuchOnSide(rules, proposal, standing) ??
      tooAlike(rules, proposal, standing),
  }
}

/** @returns seconds that are left */
function cooling({ cooldownUntil }: Proposal, { now }: Standing): No {
  return now < cooldownUntil
    ? { limit: 'cooldown', value: (cooldownUntil - now) / 1000, bound: 0 }
    : undefined
}

function tooMany({ maxPositions }: PortfolioRules, { positions }: Standing): No {
  return positions >= maxPositions
    ? { limit: 'positions', value: positions + 1, bound: maxPositions }
    : undefined
}

function tooMuch(rules: PortfolioRules, proposal: Proposal, standing: Standing): No {
  const bound = tighterLimit(rules.maxExposure, rules.maxExposureTimes, standing.equity)
  return takeRoom(proposal, 'exposure', standing.longNotional + standing.shortNotional, bound)
}

function tooMuchOnSide(rules: PortfolioRules, proposal: Proposal, standing: Standing): No {
  const bound = tighterLimit(rules.maxSideExposure, rules.maxSideExposureTimes, standing.equity)
  const value = proposal.side > 0 ? standing.longNotional : standing.shortNotional
  return takeRoom(proposal, 'sideExposure', value, bound)
}

/** Two positions that move as one are one position: longs of a pair that rises together, or opposite sides of one that moves apart. */
function tooAlike({ maxCorrelation }: PortfolioRules, proposal: Proposal, standing: Standing): No {
  const { exposures, returns } = standing
  if (maxCorrelation === undefined || !returns) return undefined
  for (let other = 0; other < exposures.length; other++) {
    const exposure = exposures[other]!
    if (exposure === 0 || other === proposal.instrument) continue
    const direction = Math.sign(exposure) * proposal.side
    const value = direction * returns.correlation(proposal.instrument, other)
    if (value > maxCorrelation) return { limit: 'correlation', value, bound: maxCorrelation }
  }
  return undefined
}

/**
 * When the next entry may be decided after a trade that ended in a bar. At its open the time is known; inside it is
 * not, and the end of the bar is the latest it can have been.
 *
 *   time of the end + ⌈cooldown ÷ bar⌉ bars
 */
export function cooldownEnd(
  { cooldownSeconds }: PortfolioRules,
  barOpenedAt: number,
  isIntrabar: boolean,
  intervalMs: number,
): number {
  const bars = Math.ceil((cooldownSeconds * 1000) / intervalMs)
  return barOpenedAt + (Number(isIntrabar) + bars) * intervalMs
}
