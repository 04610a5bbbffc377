import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/core/time.ts'
import { cooldownEnd, portfolioLayer } from '../../src/risk/portfolio.ts'
import type { Proposal, Standing } from '../../src/risk/proposal.ts'
import { ReturnWindow } from '../../src/risk/return-window.ts'
import { type PortfolioRules, STANDARD_RISK } from '../../src/risk/rules.ts'
import { proposalOf, standingOf } from '../support/proposal.ts'

const { portfolio } = STANDARD_RISK
const review = (
  given: Partial<Standing>,
  proposal: Partial<Proposal> = {},
  rules: Partial<PortfolioRules> = {},
) => portfolioLayer({ ...portfolio, ...rules }).review(proposalOf(proposal), standingOf(given))

describe('the portfolio limits (SPEC §6.2.4)', () => {
  it('has room for ten positions, and refuses the eleventh', () => {
    expect(review({ positions: 9 })).toBeUndefined()
    expect(review({ positions: 10 })).toEqual({ limit: 'positions', value: 11, bound: 10 })
  })

  it('refuses an instrument until its cooldown is over', () => {
    const now = 100 * HOUR_MS
    expect(review({ now }, { cooldownUntil: now + 90_000 })).toEqual({
      limit: 'cooldown',
      value: 90,
      bound: 0,
    })
    expect(review({ now }, { cooldownUntil: now })).toBeUndefined()
  })

  it.each([
    ['one-minute bars: two', MINUTE_MS, 120, 2],
    ['five-minute bars: one', 5 * MINUTE_MS, 120, 1],
    ['hourly bars: one', HOUR_MS, 120, 1],
    ['three-minute bars and 181 s: two', 3 * MINUTE_MS, 181, 2],
    ['no cooldown: none', HOUR_MS, 0, 0],
  ])('counts whole bars from the open or the end of the bar in which the trade ended, %s', (...row) => {
    const [, interval, cooldownSeconds, bars] = row
    const opened = 7 * HOUR_MS
    const rules = { ...portfolio, cooldownSeconds }
    expect(cooldownEnd(rules, opened, false, interval)).toBe(opened + bars * interval)
    expect(cooldownEnd(rules, opened, true, interval)).toBe(opened + (1 + bars) * interval)
  })

  it('leaves what is left of the total exposure, and refuses when nothing is', () => {
    const held = { longNotional: 20_000, shortNotional: 15_000 }
    const proposal = proposalOf()
    const layer = portfolioLayer({ ...portfolio, maxExposure: 40_000 })
    expect(layer.review(proposal, standingOf(held))).toBeUndefined()
    expect(proposal.room).toBe(5000)
    expect(review(held, {}, { maxExposure: 35_000 })).toEqual({
      limit: 'exposure',
      value: 35_000,
      bound: 35_000,
    })
    expect(review(held, {}, { maxExposureTimes: 3 })).toEqual({
      limit: 'exposure',
      value: 35_000,
      bound: 30_000,
    })
  })

  it('looks at the side of the trade for the exposure per side', () => {
    const held = { longNotional: 20_000, shortNotional: 5000 }
    const rules = { maxSideExposure: 20_000 }
    expect(review(held, { side: 1 }, rules)).toEqual({ limit: 'sideExposure', value: 20_000, bound: 20_000 })
    expect(review(held, { side: -1 }, rules)).toBeUndefined()
    const short = proposalOf({ side: -1 })
    portfolioLayer({ ...portfolio, ...rules, maxSideExposureTimes: 1 }).review(short, standingOf(held))
    expect(short.room).toBe(5000)
  })

  it('leaves the room that a layer before it left where that is less', () => {
    const proposal = proposalOf({ room: 700 })
    portfolioLayer({ ...portfolio, maxExposure: 40_000 }).review(proposal, standingOf())
    expect(proposal.room).toBe(700)
  })

  it('none: everything passes', () => {
    const rules = { kind: 'none', maxExposure: 1 } as const
    expect(review({ positions: 99, longNotional: 1e9 }, { cooldownUntil: 1e15 }, rules)).toBeUndefined()
  })
})

describe('correlation with what is held', () => {
  /** B moves with A, C against it. */
  const returns = new ReturnWindow(3, 20)
  for (let i = 0; i < 40; i++) {
    const wave = Math.sin(i * 1.7)
    returns.close(0, 100 + wave)
    returns.close(1, 50 + 0.4 * wave)
    returns.close(2, 80 - 0.7 * wave)
    returns.advance()
  }
  const holding = (b: number, c: number) => ({
    returns,
    exposures: Float64Array.from([0, b, c]),
    positions: 1,
  })

  it('refuses the same bet twice: the same side of what moves together, the other side of what moves apart', () => {
    expect(review(holding(5000, 0), { side: 1 })?.limit).toBe('correlation')
    expect(review(holding(-5000, 0), { side: -1 })?.limit).toBe('correlation')
    expect(review(holding(0, -5000), { side: 1 })?.limit).toBe('correlation')
    expect(review(holding(0, 5000), { side: -1 })?.limit).toBe('correlation')
  })

  it('lets a hedge pass', () => {
    expect(review(holding(-5000, 0), { side: 1 })).toBeUndefined()
    expect(review(holding(0, 5000), { side: 1 })).toBeUndefined()
  })

  it('bounds it at 0.9 over 96 bars by default', () => {
    expect(portfolio).toEqual({
      kind: 'fixed',
      maxPositions: 10,
      maxCorrelation: 0.9,
      correlationBars: 96,
      cooldownSeconds: 120,
    })
    const refused = review(holding(5000, 0), { side: 1 })!
    expect(refused.bound).toBe(0.9)
    expect(refused.value).toBeGreaterThan(0.99)
    expect(review(holding(5000, 0), { side: 1 }, { maxCorrelation: 1 })).toBeUndefined()
  })
})
