import { describe, expect, it } from 'vitest'
import { stopDistance, targetDistance } from '../../src/risk/levels.ts'
import { STANDARD_EXITS, STANDARD_SIZING } from '../../src/risk/rules.ts'
import { confidenceMultiplier, notionalAtRisk, riskOfTrade } from '../../src/risk/sizing.ts'

describe('the size of a trade (SPEC §6.3)', () => {
  it.each([
    [1, 2],
    [0.85, 2],
    [0.8499, 1.5],
    [0.83, 1.5],
    [0.7, 1.5],
    [0.6999, 1],
    [0.6, 1],
    [0.5999, 0.3],
    [0, 0.3],
  ])('confidence %d multiplies the risk by %d', (confidence, multiplier) => {
    expect(confidenceMultiplier(STANDARD_SIZING, confidence)).toBe(multiplier)
  })

  it('risks 1.5 % of equity times both multipliers', () => {
    expect(riskOfTrade(STANDARD_SIZING, 10_000, 1, 0.6)).toBeCloseTo(150, 9)
    expect(riskOfTrade(STANDARD_SIZING, 10_000, 0.8, 0.5)).toBeCloseTo(36, 9)
  })

  it('risks 3 % of equity at most', () => {
    expect(riskOfTrade(STANDARD_SIZING, 10_000, 1, 0.85)).toBeCloseTo(300, 9)
    expect(riskOfTrade(STANDARD_SIZING, 10_000, 1.2, 0.85)).toBeCloseTo(300, 9)
    expect(riskOfTrade(STANDARD_SIZING, 10_000, 1.2, 0.83)).toBeCloseTo(270, 9)
  })

  it('the worked case, without the cap: 321.48 at risk, stop 2.06 %, 15 609 → 5 000, 0.0572, margin 166.67', () => {
    const uncapped = { ...STANDARD_SIZING, maxRiskPct: 1 }
    const risk = riskOfTrade(uncapped, 8930, 1.2, 0.85)
    expect(risk).toBeCloseTo(321.48, 2)
    const stop = stopDistance(STANDARD_EXITS, 0, 1200, 87_400)
    expect(stop).toBeCloseTo(0.0206, 4)
    expect(Math.floor(risk / stop)).toBe(15_609)
    const notional = notionalAtRisk(uncapped, risk, stop)
    expect(notional).toBe(5000)
    expect(notional / 87_400).toBeCloseTo(0.0572, 4)
    expect(notional / 30).toBeCloseTo(166.67, 2)
  })

  it('never is below 20 or above 5 000, and unknown without a stop', () => {
    expect(notionalAtRisk(STANDARD_SIZING, 0.1, 0.02)).toBe(20)
    expect(notionalAtRisk(STANDARD_SIZING, 30, 0.02)).toBeCloseTo(1500, 9)
    expect(notionalAtRisk(STANDARD_SIZING, 300, 0.02)).toBe(5000)
    expect(notionalAtRisk(STANDARD_SIZING, 300, Number.NaN)).toBeNaN()
  })
})

describe('stop and target (SPEC §6.4)', () => {
  const wide = 1e9
  it.each([
    ['trending', 1, 0.072],
    ['normal', 0, 0.08],
    ['ranging', -1, 0.064],
    ['unknown', Number.NaN, 0.08],
  ])('8 %% by regime, %s', (_name, regime, distance) => {
    expect(stopDistance(STANDARD_EXITS, regime, wide, 100)).toBeCloseTo(distance, 12)
  })

  it('or 1.5 ATR, whichever is tighter; an unknown ATR leaves the other', () => {
    expect(stopDistance(STANDARD_EXITS, 0, 2, 100)).toBeCloseTo(0.03, 12)
    expect(stopDistance(STANDARD_EXITS, 0, 6, 100)).toBeCloseTo(0.08, 12)
    expect(stopDistance(STANDARD_EXITS, 0, Number.NaN, 100)).toBeCloseTo(0.08, 12)
  })

  it('each alone, or none', () => {
    expect(stopDistance({ targetShare: 0.5, stopAtrs: 2 }, 1, 3, 100)).toBeCloseTo(0.06, 12)
    expect(stopDistance({ targetShare: 0.5, stopAtrs: 2 }, 1, Number.NaN, 100)).toBeNaN()
    expect(stopDistance({ targetShare: 0.5, stopPct: 0.05 }, 1, 3, 100)).toBe(0.05)
    expect(stopDistance({ targetShare: 0.5 }, 1, 3, 100)).toBeNaN()
  })

  it.each([
    [0.6, 0.06],
    [0.83, 0.083],
    [0.3, 0.03],
  ])('a target of 6 %% × confidence ÷ 0.60: %d → %d', (confidence, distance) => {
    expect(targetDistance(STANDARD_EXITS, confidence)).toBeCloseTo(distance, 12)
  })

  it('the same target for all where no confidence is named, or none', () => {
    expect(targetDistance({ targetShare: 0.5, targetPct: 0.04 }, 0.9)).toBe(0.04)
    expect(targetDistance({ targetShare: 0.5 }, 0.9)).toBeNaN()
  })

  it('by default closes half at the target, trails by 2 %, breaks even at 70 % of the way', () => {
    const { targetShare, trailPct, breakEvenAt, timeStopBars } = STANDARD_EXITS
    expect({ targetShare, trailPct, breakEvenAt, timeStopBars }).toEqual({
      targetShare: 0.5,
      trailPct: 0.02,
      breakEvenAt: 0.7,
      timeStopBars: undefined,
    })
  })
})
