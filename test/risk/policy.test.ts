import { describe, expect, it } from 'vitest'
import { minConfidence, policyLayer, riskMultiplier } from '../../src/risk/policy.ts'
import { STANDARD_RISK } from '../../src/risk/rules.ts'
import { proposalOf, standingOf } from '../support/proposal.ts'

const { policy } = STANDARD_RISK
const market = (regime: number, volatility = 0.03) => ({ regime, atr: 100 * volatility, price: 100 })

describe('the policy (SPEC §6.2.2)', () => {
  it.each([
    ['trending', 1, 0.32],
    ['normal', 0, 0.38],
    ['ranging', -1, 0.4],
    ['an unknown regime', Number.NaN, 0.38],
  ])('asks of a signal, %s', (_name, regime, bound) => {
    expect(minConfidence(policy, market(regime), 1)).toBeCloseTo(bound, 12)
  })

  it.each([
    ['extreme above 6 %', 0.0601, 1, 0.45],
    ['not yet at 6 %', 0.06, 1, 0.38],
    ['not low at 0.5 %', 0.005, 1, 0.38],
    ['low below 0.5 %', 0.0049, 1, 0.36],
    ['unknown', Number.NaN, 1, 0.38],
    ['ordinary, spread above 10 bps', 0.03, 10.1, 0.43],
    ['ordinary, spread of 10 bps', 0.03, 10, 0.38],
  ])('with volatility %s', (_name, volatility, spreadBps, bound) => {
    expect(minConfidence(policy, market(0, volatility), spreadBps)).toBeCloseTo(bound, 12)
  })

  it('adds regime, volatility and cost together', () => {
    expect(minConfidence(policy, market(1, 0.07), 11)).toBeCloseTo(0.38 - 0.06 + 0.07 + 0.05, 12)
    expect(minConfidence(policy, market(-1, 0.004), 0)).toBeCloseTo(0.38 + 0.02 - 0.02, 12)
  })

  it.each([
    ['trending', 1, 1.2],
    ['normal', 0, 1],
    ['ranging', -1, 0.8],
    ['unknown', Number.NaN, 1],
  ])('risks more or less, %s', (_name, regime, factor) => {
    expect(riskMultiplier(policy, regime)).toBe(factor)
  })

  it('never risks less than 0.8 or more than 1.5 times', () => {
    expect(riskMultiplier({ ...policy, trendingRisk: 9 }, 1)).toBe(1.5)
    expect(riskMultiplier({ ...policy, rangingRisk: 0.1 }, -1)).toBe(0.8)
  })

  it('refuses what is below its threshold and says by how much; at the threshold it passes', () => {
    const layer = policyLayer(policy, 1)
    const weak = proposalOf({ confidence: 0.31, regime: 1 })
    expect(layer.review(weak, standingOf())).toEqual({ limit: 'confidence', value: 0.31, bound: 0.32 })
    const enough = proposalOf({ confidence: 0.32, regime: 1 })
    expect(layer.review(enough, standingOf())).toBeUndefined()
    expect(enough.riskMultiplier).toBe(1.2)
  })

  it('passes a threshold that its binary digits miss by the last bit', () => {
    const layer = policyLayer({ ...policy, baseConfidence: 0.1, trendingConfidence: 0.2 }, 1)
    expect(0.1 + 0.2).toBeGreaterThan(0.3)
    expect(layer.review(proposalOf({ confidence: 0.3, regime: 1 }), standingOf())).toBeUndefined()
  })

  it('fixed: the base whatever the market does, and no multiplier', () => {
    const layer = policyLayer({ ...policy, kind: 'fixed' }, 50)
    const proposal = proposalOf({ confidence: 0.38, regime: 1, atr: 9 })
    expect(layer.review(proposal, standingOf())).toBeUndefined()
    expect(proposal.riskMultiplier).toBe(1)
    expect(layer.review(proposalOf({ confidence: 0.37, regime: 1 }), standingOf())?.bound).toBe(0.38)
  })

  it('none: everything passes', () => {
    expect(
      policyLayer({ ...policy, kind: 'none' }, 1).review(proposalOf({ confidence: 0 }), standingOf()),
    ).toBe(undefined)
  })
})
