import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { costLayer, expectedCostBps, expectedEdgeBps, expectedFundingBps } from '../../src/risk/costs.ts'
import { fundingBound, fundingFilter } from '../../src/risk/funding-filter.ts'
import { STANDARD_RISK } from '../../src/risk/rules.ts'
import { proposalOf, standingOf } from '../support/proposal.ts'

const { costs, funding } = STANDARD_RISK

describe('the cost model (SPEC §6.2.5)', () => {
  it('expects spread, slippage and fees both ways, and funding for a day', () => {
    // 1 + 2 · 2 + 10 + 1 bp · 24 h ÷ 8 h
    expect(expectedCostBps(costs, proposalOf())).toBeCloseTo(18, 12)
    // A short is paid those three.
    expect(expectedCostBps(costs, proposalOf({ side: -1 }))).toBeCloseTo(12, 12)
  })

  it('takes the funding interval that is in force; an unknown rate costs nothing', () => {
    const hourly = proposalOf({ fundingRate: 0.0001, fundingIntervalMs: HOUR_MS })
    expect(expectedFundingBps(hourly, 24)).toBeCloseTo(24, 12)
    expect(expectedFundingBps(proposalOf({ fundingRate: -0.0002, side: -1 }), 8)).toBeCloseTo(2, 12)
    expect(expectedFundingBps(proposalOf({ fundingRate: Number.NaN }), 24)).toBe(0)
  })

  it('expects to win the target with the confidence and to lose the stop without it', () => {
    expect(expectedEdgeBps(proposalOf({ confidence: 0.6, targetPct: 0.06, stopPct: 0.03 }))).toBeCloseTo(
      240,
      9,
    )
    expect(expectedEdgeBps(proposalOf({ confidence: 0.25, targetPct: 0.06, stopPct: 0.03 }))).toBeCloseTo(
      -75,
      9,
    )
    expect(expectedEdgeBps(proposalOf({ edgeBps: 7 }))).toBe(7)
  })

  it('refuses an edge that does not exceed the cost; an unknown edge passes', () => {
    const layer = costLayer(costs)
    const review = (edgeBps: number) => layer.review(proposalOf({ edgeBps }), standingOf())
    expect(review(17)).toEqual({ limit: 'edge', value: 17, bound: expectedCostBps(costs, proposalOf()) })
    expect(review(19)).toBeUndefined()
    expect(layer.review(proposalOf({ targetPct: Number.NaN }), standingOf())).toBeUndefined()
    expect(layer.review(proposalOf({ stopPct: Number.NaN }), standingOf())).toBeUndefined()
  })

  it('fixed: the same cost for every trade; an edge that equals it is none', () => {
    const layer = costLayer({ ...costs, kind: 'fixed', fixedBps: 30 })
    expect(layer.review(proposalOf({ edgeBps: 30 }), standingOf())).toEqual({
      limit: 'edge',
      value: 30,
      bound: 30,
    })
    expect(layer.review(proposalOf({ edgeBps: 30.1 }), standingOf())).toBeUndefined()
  })

  it('none: everything passes', () => {
    const layer = costLayer({ ...costs, kind: 'none' })
    expect(layer.review(proposalOf({ edgeBps: -1000 }), standingOf())).toBeUndefined()
  })

  it('is modelled by default', () => {
    expect(costs).toEqual({ kind: 'modelled', fixedBps: 20, spreadBps: 1, holdingHours: 24 })
  })
})

describe('the funding filter (SPEC §6.2.6)', () => {
  const layer = fundingFilter(funding)
  const review = (given: Parameters<typeof proposalOf>[0]) => layer.review(proposalOf(given), standingOf())

  it('refuses the side that would pay more than 1 % per 8 hours, and only that side', () => {
    expect(review({ fundingRate: 0.0101 })).toEqual({ limit: 'rate', value: 0.0101, bound: 0.01 })
    expect(review({ fundingRate: 0.01 })).toBeUndefined()
    expect(review({ fundingRate: 0.0101, side: -1 })).toBeUndefined()
    expect(review({ fundingRate: -0.0101, side: -1 })).toEqual({ limit: 'rate', value: 0.0101, bound: 0.01 })
    expect(review({ fundingRate: -0.0101 })).toBeUndefined()
  })

  it.each([
    [8, 0.01],
    [4, 0.005],
    [2, 0.0025],
    [1, 0.00125],
  ])('scales to an interval of %i hours', (hours, bound) => {
    expect(fundingBound(funding, hours * HOUR_MS)).toBeCloseTo(bound, 15)
    expect(review({ fundingRate: bound * 1.01, fundingIntervalMs: hours * HOUR_MS })?.limit).toBe('rate')
    expect(review({ fundingRate: bound, fundingIntervalMs: hours * HOUR_MS })).toBeUndefined()
  })

  it('fixed: the limit holds per settlement; none: everything passes; an unknown rate passes', () => {
    expect(fundingBound({ ...funding, kind: 'fixed' }, HOUR_MS)).toBe(0.01)
    expect(
      fundingFilter({ ...funding, kind: 'none' }).review(proposalOf({ fundingRate: 1 }), standingOf()),
    ).toBe(undefined)
    expect(review({ fundingRate: Number.NaN })).toBeUndefined()
  })
})
