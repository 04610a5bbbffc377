import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../src/core/time.ts'
import { Governor, type GovernorChange } from '../../src/risk/governor.ts'
import { type GovernorRules, STANDARD_RISK } from '../../src/risk/rules.ts'
import { proposalOf, standingOf } from '../support/proposal.ts'

function governorOf(given: Partial<GovernorRules> = {}) {
  const changes: GovernorChange[] = []
  const rules = { ...STANDARD_RISK.governor, ...given }
  const governor = new Governor(rules, 10_000, (change) => changes.push(change))
  return { governor, changes }
}

const at = (day: number, hour: number) => day * DAY_MS + hour * HOUR_MS

describe('the daily loss', () => {
  it('halts at −1 500 since 00:00 UTC, not before', () => {
    const { governor, changes } = governorOf()
    governor.observe(at(5, 1), 10_000, 0)
    governor.observe(at(5, 2), 8500.01, 0)
    expect(governor.mode).toBe('ACTIVE')
    governor.observe(at(5, 3), 8500, 0)
    expect(governor.mode).toBe('HALTED')
    expect(governor.isFlattening).toBe(true)
    expect(changes).toEqual([
      { time: at(5, 3), mode: 'HALTED', cause: 'dailyLoss', isOn: true, value: -1500, bound: -1500 },
    ])
    expect(governor.review(proposalOf(), standingOf())).toEqual({
      limit: 'dailyLoss',
      value: -1500,
      bound: -1500,
    })
  })

  it('is counted from the equity of the last bar that ended at or before 00:00', () => {
    const { governor } = governorOf({ maxDailyLoss: 100 })
    governor.observe(at(5, 23), 10_050, 0)
    governor.observe(at(6, 0), 10_200, 0) // midnight itself begins the new day
    expect(governor.equityFloor).toBe(10_100)
    governor.observe(at(6, 22), 10_150, 0)
    governor.observe(at(7, 3), 10_040, 0) // after a gap over midnight: the day began with 10 150
    expect(governor.equityFloor).toBe(Number.NEGATIVE_INFINITY)
    expect(governor.mode).toBe('HALTED')
  })

  it('halts at 23:59 and is forgotten at 00:00', () => {
    const { governor, changes } = governorOf({ maxDailyLoss: 100 })
    governor.observe(at(5, 23) + 59 * 60_000, 9900, 0)
    expect(governor.mode).toBe('HALTED')
    governor.observe(at(6, 0), 9890, 0)
    expect(governor.mode).toBe('ACTIVE')
    expect(governor.equityFloor).toBe(9790)
    expect(changes.map(({ cause, isOn }) => [cause, isOn])).toEqual([
      ['dailyLoss', true],
      ['dailyLoss', false],
    ])
  })

  it('stays over midnight where it is reset by hand', () => {
    const { governor } = governorOf({ maxDailyLoss: 100, reset: 'manual' })
    governor.observe(at(5, 10), 9900, 0)
    governor.observe(at(6, 0), 9900, 0)
    governor.observe(at(6, 5), 9950, 0)
    expect(governor.mode).toBe('HALTED')
    governor.command(at(6, 6), 'resume', 9950)
    expect(governor.mode).toBe('ACTIVE')
    expect(governor.equityFloor).toBe(9850)
  })

  it('may be a share of the equity of the day, and the tighter of two holds', () => {
    expect(governorOf({ maxDailyLossPct: 0.02 }).governor.equityFloor).toBe(9800)
    const { governor } = governorOf({ maxDailyLossPct: 0.02 })
    governor.observe(at(5, 0), 200_000, 0)
    expect(governor.equityFloor).toBe(198_500)
  })
})

describe('the losing streak', () => {
  it('lets only closing orders pass after five losers in a row, until the next day', () => {
    const { governor } = governorOf()
    governor.observe(at(5, 1), 10_000, 0)
    for (const profit of [-1, -1, -1, -1, 5, -1, -1, -1, -1]) governor.onTrade(at(5, 2), profit)
    expect(governor.mode).toBe('ACTIVE')
    governor.onTrade(at(5, 2), -1)
    expect(governor.mode).toBe('REDUCING')
    expect(governor.isFlattening).toBe(false)
    expect(governor.review(proposalOf(), standingOf())).toEqual({ limit: 'losingStreak', value: 5, bound: 5 })
    governor.observe(at(6, 0), 10_000, 0)
    expect(governor.mode).toBe('ACTIVE')
    governor.onTrade(at(6, 1), -1)
    expect(governor.mode).toBe('ACTIVE')
  })

  it('a trade that ends at nought is no loser', () => {
    const { governor } = governorOf({ maxLosingStreak: 2 })
    governor.onTrade(1, -1)
    governor.onTrade(2, 0)
    governor.onTrade(3, -1)
    expect(governor.mode).toBe('ACTIVE')
  })
})

describe('the total exposure', () => {
  it('above 45 000 lets only closing orders pass, while it is so', () => {
    const { governor, changes } = governorOf()
    governor.observe(at(5, 1), 10_000, 45_000)
    expect(governor.mode).toBe('ACTIVE')
    governor.observe(at(5, 2), 10_000, 45_001)
    expect(governor.mode).toBe('REDUCING')
    expect(governor.isFlattening).toBe(false)
    governor.observe(at(5, 3), 10_000, 44_000)
    expect(governor.mode).toBe('ACTIVE')
    expect(changes).toHaveLength(2)
  })

  it('leaves the rest to a trade, and refuses it where nothing is left', () => {
    const { governor } = governorOf()
    const proposal = proposalOf()
    const held = { longNotional: 30_000, shortNotional: 10_000 }
    expect(governor.review(proposal, standingOf(held))).toBeUndefined()
    expect(proposal.room).toBe(5000)
    expect(governor.review(proposalOf(), standingOf({ longNotional: 45_000 }))).toEqual({
      limit: 'exposure',
      value: 45_000,
      bound: 45_000,
    })
  })

  it('may be a multiple of equity', () => {
    const { governor } = governorOf({ maxExposureTimes: 3 })
    expect(governor.maxExposure(10_000)).toBe(30_000)
    expect(governor.maxExposure(100_000)).toBe(45_000)
  })
})

describe('controls from outside', () => {
  it('kill halts and flattens, whatever the rules, until resumed', () => {
    const { governor } = governorOf({ kind: 'none', isFlattening: false })
    governor.command(5, 'kill', 10_000)
    expect([governor.mode, governor.isFlattening]).toEqual(['HALTED', true])
    expect(governor.review(proposalOf(), standingOf())?.limit).toBe('killSwitch')
    governor.observe(at(9, 0), 10_000, 0)
    governor.command(6, 'healthy', 10_000)
    expect(governor.mode).toBe('HALTED')
    governor.command(7, 'resume', 10_000)
    expect(governor.mode).toBe('ACTIVE')
  })

  it('an unhealthy system only closes, until it is healthy; a new day does not heal it', () => {
    const { governor } = governorOf()
    governor.command(5, 'unhealthy', 10_000)
    expect(governor.mode).toBe('REDUCING')
    governor.observe(at(9, 0), 10_000, 0)
    governor.command(6, 'resume', 10_000)
    expect(governor.mode).toBe('REDUCING')
    governor.command(7, 'healthy', 10_000)
    expect(governor.mode).toBe('ACTIVE')
  })

  it('the gravest cause names the mode and the refusal', () => {
    const { governor } = governorOf({ maxLosingStreak: 1, maxDailyLoss: 100 })
    governor.observe(at(5, 1), 10_000, 0)
    governor.onTrade(at(5, 1), -1)
    governor.observe(at(5, 2), 9000, 50_000)
    expect(governor.mode).toBe('HALTED')
    expect(governor.review(proposalOf(), standingOf())?.limit).toBe('dailyLoss')
    governor.command(at(5, 3), 'kill', 9000)
    expect(governor.review(proposalOf(), standingOf())?.limit).toBe('killSwitch')
  })
})

describe('the governor', () => {
  it('without limits watches nothing', () => {
    const { governor } = governorOf({ kind: 'none' })
    governor.observe(at(5, 1), 1, 1e9)
    for (let k = 0; k < 9; k++) governor.onTrade(1, -1)
    expect(governor.mode).toBe('ACTIVE')
    expect(governor.isWatching).toBe(false)
    expect(governor.review(proposalOf(), standingOf({ longNotional: 1e12 }))).toBeUndefined()
  })

  it('does not flatten on a lost day where it is told to leave positions to their protection', () => {
    const { governor } = governorOf({ maxDailyLoss: 1, isFlattening: false })
    governor.observe(at(5, 1), 9000, 0)
    expect([governor.mode, governor.isFlattening]).toEqual(['HALTED', false])
  })

  it('remembers everything in its snapshot', () => {
    const { governor } = governorOf({ maxDailyLoss: 100 })
    governor.observe(at(5, 1), 9000, 50_000)
    governor.onTrade(at(5, 1), -1)
    const { governor: restored } = governorOf({ maxDailyLoss: 100 })
    restored.restore(JSON.parse(JSON.stringify(governor.snapshot())))
    expect(restored.mode).toBe('HALTED')
    expect(restored.snapshot()).toEqual(governor.snapshot())
  })

  it('halts by SPEC §6.2.1 by default', () => {
    expect(STANDARD_RISK.governor).toEqual({
      kind: 'fixed',
      maxDailyLoss: 1500,
      maxExposure: 45_000,
      maxLosingStreak: 5,
      reset: 'newDay',
      isFlattening: true,
    })
  })
})
