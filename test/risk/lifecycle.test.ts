import { describe, expect, it } from 'vitest'
import { lifecycleLayer, lifeOf } from '../../src/risk/lifecycle.ts'
import { STANDARD_RISK } from '../../src/risk/rules.ts'
import { rMultiple } from '../../src/stats/r-multiple.ts'
import { tradeOf } from '../support/fills.ts'
import { proposalOf, standingOf } from '../support/proposal.ts'

const review = (given: Parameters<typeof proposalOf>[0], rules = STANDARD_RISK.lifecycle) =>
  lifecycleLayer(rules).review(proposalOf(given), standingOf())

describe('the trade lifecycle (SPEC §6.2.3)', () => {
  it('lets an ordinary trade pass', () => {
    expect(review({})).toBeUndefined()
  })

  it('refuses while regime or volatility are not known', () => {
    expect(review({ regime: Number.NaN })).toEqual({ limit: 'warmUp', value: 1, bound: 2 })
    expect(review({ regime: Number.NaN, atr: Number.NaN })).toEqual({ limit: 'warmUp', value: 0, bound: 2 })
    expect(review({ atr: Number.NaN })).toEqual({ limit: 'warmUp', value: 1, bound: 2 })
  })

  it('refuses a market in which nothing is traded', () => {
    expect(review({ volume: 0 })).toEqual({ limit: 'volume', value: 0, bound: 0 })
    expect(review({ volume: 0.001 })).toBeUndefined()
  })

  it.each([
    [3, 4, undefined],
    [2, 4, 3],
    [2, 3, undefined],
    [1, 3, 2],
    [2, 2, undefined],
    [1, 2, 2],
    [1, 1, 2],
  ])('consensus: %i of %i', (inFavour, voters, bound) => {
    const refused = bound === undefined ? undefined : { limit: 'consensus', value: inFavour, bound }
    expect(review({ votes: { inFavour, voters } })).toEqual(refused)
  })

  it('refuses a reward that is not worth its risk, where asked to', () => {
    const rules = { ...STANDARD_RISK.lifecycle, minRewardToRisk: 2.5 }
    expect(review({ stopPct: 0.03, targetPct: 0.06 }, rules)).toEqual({
      limit: 'rewardToRisk',
      value: 2,
      bound: 2.5,
    })
    expect(review({ stopPct: 0.02, targetPct: 0.06 }, rules)).toBeUndefined()
    expect(review({ stopPct: Number.NaN }, rules)).toBeUndefined()
    expect(review({ stopPct: 0.03, targetPct: 0.001 })).toBeUndefined()
  })

  it('none: everything passes', () => {
    const rules = { ...STANDARD_RISK.lifecycle, kind: 'none' } as const
    expect(
      review({ regime: Number.NaN, volume: 0, votes: { inFavour: 1, voters: 4 } }, rules),
    ).toBeUndefined()
  })

  it('by default only warns when the signal turns, and keeps a tenth of the way to liquidation free', () => {
    expect(STANDARD_RISK.lifecycle).toEqual({
      kind: 'fixed',
      onOpposite: 'warn',
      liquidationBuffer: 0.1,
      beyondLiquidation: 'refuse',
    })
  })
})

describe('the life of a trade', () => {
  it('names each stage that was reached, with its time', () => {
    const whole = tradeOf({ proposedTime: 1, openTime: 2, partialTime: 5, trailingTime: 6, closeTime: 9 })
    expect(lifeOf(whole)).toEqual([
      { stage: 'PROPOSED', time: 1 },
      { stage: 'VALIDATED', time: 1 },
      { stage: 'SUBMITTED', time: 1 },
      { stage: 'OPEN', time: 2 },
      { stage: 'PARTIAL', time: 5 },
      { stage: 'TRAILING', time: 6 },
      { stage: 'CLOSED', time: 9 },
    ])
    const short = tradeOf({ proposedTime: 1, openTime: 2, closeTime: 9 })
    expect(lifeOf(short).map(({ stage }) => stage)).toEqual([
      'PROPOSED',
      'VALIDATED',
      'SUBMITTED',
      'OPEN',
      'CLOSED',
    ])
  })

  it('measures profit in units of the initial risk', () => {
    expect(rMultiple(tradeOf({ profit: 30, initialRisk: 20 }))).toBe(1.5)
    expect(rMultiple(tradeOf({ profit: -20, initialRisk: 20 }))).toBe(-1)
    expect(rMultiple(tradeOf({ profit: -20, initialRisk: Number.NaN }))).toBeNaN()
  })
})
