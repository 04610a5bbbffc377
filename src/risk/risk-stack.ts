import type { RiskLayerName } from '../market/records.ts'
import { costLayer } from './costs.ts'
import { fundingFilter } from './funding-filter.ts'
import { Governor, type GovernorChange } from './governor.ts'
import { lifecycleLayer } from './lifecycle.ts'
import { policyLayer } from './policy.ts'
import { portfolioLayer } from './portfolio.ts'
import type { RiskLayer } from './proposal.ts'
import { ReturnWindow } from './return-window.ts'
import type { RiskRules } from './rules.ts'

/** The six layers of one account, composed in the order in which they are asked. */
export interface RiskStack {
  readonly governor: Governor
  readonly policy: RiskLayer<'policy'>
  /** All six. */
  readonly layers: readonly RiskLayer<RiskLayerName>[]
  /** Kept only where the portfolio layer asks for correlations. */
  readonly returns: ReturnWindow | undefined
}

export function riskStack(
  rules: RiskRules,
  instruments: number,
  initialEquity: number,
  onChange: (change: GovernorChange) => void,
): RiskStack {
  const governor = new Governor(rules.governor, initialEquity, onChange)
  const policy = policyLayer(rules.policy, rules.costs.spreadBps)
  const layers = [
    governor,
    policy,
    lifecycleLayer(rules.lifecycle),
    portfolioLayer(rules.portfolio),
    costLayer(rules.costs),
    fundingFilter(rules.funding),
  ]
  return { governor, policy, layers, returns: returnsFor(rules, instruments) }
}

function returnsFor({ portfolio }: RiskRules, instruments: number): ReturnWindow | undefined {
  const isNeeded = portfolio.kind !== 'none' && portfolio.maxCorrelation !== undefined && instruments > 1
  return isNeeded ? new ReturnWindow(instruments, portfolio.correlationBars) : undefined
}
