import { HOUR_MS } from '../core/time.ts'
import { noLayer, type RiskLayer } from './proposal.ts'
import type { FundingRules } from './rules.ts'

const EIGHT_HOURS_MS = 8 * HOUR_MS

/** The sixth layer: would the trade pay too much funding? A rate that is not known passes. */
export function fundingFilter(rules: FundingRules): RiskLayer<'funding'> {
  if (rules.kind === 'none') return noLayer('funding')
  return {
    name: 'funding',
    review({ side, fundingRate, fundingIntervalMs }) {
      const value = side * fundingRate
      const bound = fundingBound(rules, fundingIntervalMs)
      return value > bound ? { limit: 'rate', value, bound } : undefined
    },
  }
}

/** Highest rate that is paid per settlement: the limit per 8 hours, scaled to the interval. */
export function fundingBound(rules: FundingRules, intervalMs: number): number {
  return rules.kind === 'scaled' ? (rules.maxRate * intervalMs) / EIGHT_HOURS_MS : rules.maxRate
}
