import { describe, expect, it } from 'vitest'
import { shown } from '../../src/config/assignment.ts'
import { configure } from '../../src/config/configure.ts'
import { nest } from '../../src/config/flatten.ts'
import { profileAssignments } from '../../src/config/profile.ts'
import { SETTINGS } from '../../src/config/settings.ts'
import { PROFILE_NAMES, PROFILES, type ProfileName } from '../../src/engine/profiles.ts'

/** The numbers of SPEC §0, §1.7, §6, §7.2, §11, §12 and §15. */
const SPEC: Readonly<Record<string, unknown>> = {
  profile: 'default',
  home: undefined,
  initialEquity: 10_000,
  leverage: 30,
  marginMode: 'cross',
  'autoLeverage.least': 5,
  'autoLeverage.most': 20,
  'autoLeverage.cushionAtrs': 2,
  'sizing.kind': 'risk',
  'sizing.share': undefined,
  'sizing.notional': undefined,
  'sizing.riskPct': 0.015,
  'sizing.maxRiskPct': 0.03,
  'sizing.minNotional': 20,
  'sizing.maxNotional': 5000,
  'sizing.highFrom': 0.85,
  'sizing.highMultiplier': 2,
  'sizing.raisedFrom': 0.7,
  'sizing.raisedMultiplier': 1.5,
  'sizing.normalFrom': 0.6,
  'sizing.normalMultiplier': 1,
  'sizing.lowMultiplier': 0.3,
  'entry.kind': 'market',
  'entry.offsetBps': 0,
  'entry.lifeBars': 1,
  'entry.isPostOnly': false,
  'exits.stopPct': 0.08,
  'exits.stopTrending': 0.9,
  'exits.stopNormal': 1,
  'exits.stopRanging': 0.8,
  'exits.stopAtrs': 1.5,
  'exits.targetPct': 0.06,
  'exits.targetConfidence': 0.6,
  'exits.targetShare': 0.5,
  'exits.trailPct': 0.02,
  'exits.breakEvenAt': 0.7,
  'exits.timeStopBars': undefined,
  'risk.governor.kind': 'fixed',
  'risk.governor.maxDailyLoss': 1500,
  'risk.governor.maxDailyLossPct': undefined,
  'risk.governor.maxExposure': 45_000,
  'risk.governor.maxExposureTimes': undefined,
  'risk.governor.maxLosingStreak': 5,
  'risk.governor.reset': 'newDay',
  'risk.governor.isFlattening': true,
  'risk.policy.kind': 'regime',
  'risk.policy.baseConfidence': 0.38,
  'risk.policy.trendingConfidence': -0.06,
  'risk.policy.normalConfidence': 0,
  'risk.policy.rangingConfidence': 0.02,
  'risk.policy.extremeVolatilityConfidence': 0.07,
  'risk.policy.lowVolatilityConfidence': -0.02,
  'risk.policy.extremeVolatilityPct': 0.06,
  'risk.policy.lowVolatilityPct': 0.005,
  'risk.policy.wideSpreadConfidence': 0.05,
  'risk.policy.wideSpreadBps': 10,
  'risk.policy.trendingRisk': 1.2,
  'risk.policy.normalRisk': 1,
  'risk.policy.rangingRisk': 0.8,
  'risk.policy.leastRisk': 0.8,
  'risk.policy.mostRisk': 1.5,
  'risk.lifecycle.kind': 'fixed',
  'risk.lifecycle.minRewardToRisk': undefined,
  'risk.lifecycle.onOpposite': 'warn',
  'risk.lifecycle.liquidationBuffer': 0.1,
  'risk.lifecycle.beyondLiquidation': 'refuse',
  'risk.portfolio.kind': 'fixed',
  'risk.portfolio.maxPositions': 10,
  'risk.portfolio.maxExposure': undefined,
  'risk.portfolio.maxExposureTimes': undefined,
  'risk.portfolio.maxSideExposure': undefined,
  'risk.portfolio.maxSideExposureTimes': undefined,
  'risk.portfolio.maxCorrelation': 0.9,
  'risk.portfolio.correlationBars': 96,
  'risk.portfolio.cooldownSeconds': 120,
  'risk.costs.kind': 'modelled',
  'risk.costs.fixedBps': 20,
  'risk.costs.spreadBps': 1,
  'risk.costs.holdingHours': 24,
  'risk.funding.kind': 'scaled',
  'risk.funding.maxRate': 0.01,
  'venue.reading': 'pessimistic',
  'venue.triggerBy': 'last',
  'venue.limitFill': 'through',
  'venue.slippage.kind': 'fixed',
  'venue.slippage.bps': 2,
  'venue.slippage.impactBps': undefined,
  'venue.slippage.share': undefined,
  'universe.allowed': [],
  'universe.fetch': 200,
  'universe.select': 100,
  'universe.minQuoteVolume': 500_000,
  'decision.isEnabled': true,
  'decision.checkSeconds': 10,
  'decision.isEventDriven': false,
  'execution.isEnabled': true,
  'execution.isReal': false,
  'execution.isTestnet': false,
  'execution.exchange': 'paper',
  'execution.marketType': 'usdm_perp',
  'execution.paperBalance': 500,
  'model.kind': 'ensemble',
  'learning.isContinuous': true,
  'learning.retrainTrades': 50,
  'learning.retrainHours': 24,
  'learning.retrainSeconds': 14_400,
  'supervision.modelSeconds': 300,
  'supervision.balancerSeconds': 60,
  'secrets.binanceKey': false,
  'secrets.binanceSecret': false,
  'secrets.binanceTestnetKey': false,
  'secrets.binanceTestnetSecret': false,
}

it('every default is that of the specification', () => {
  const { settings } = configure({})
  expect(Object.fromEntries(settings.map(({ setting, value }) => [setting.path, value]))).toEqual(SPEC)
  expect(settings.map(({ setting }) => setting.path)).toEqual(Object.keys(SPEC))
})

describe('profiles', () => {
  const changes = (name: ProfileName) =>
    Object.fromEntries(profileAssignments(name).map(({ path, value }) => [path, value]))

  it('safe: 0.55, 0.8 %, 6 positions, 10 times, 2 %', () => {
    expect(changes('safe')).toEqual({
      'risk.policy.baseConfidence': 0.55,
      'sizing.riskPct': 0.008,
      'risk.portfolio.maxPositions': 6,
      'risk.governor.maxExposureTimes': 10,
      'risk.governor.maxDailyLossPct': 0.02,
      'risk.governor.maxDailyLoss': undefined,
      'risk.governor.maxExposure': undefined,
    })
  })

  it('aggressive: 0.45, 1.5 %, 10 positions, 20 times, 5 %', () => {
    expect(changes('aggressive')).toEqual({
      'risk.policy.baseConfidence': 0.45,
      'risk.governor.maxExposureTimes': 20,
      'risk.governor.maxDailyLossPct': 0.05,
      'risk.governor.maxDailyLoss': undefined,
      'risk.governor.maxExposure': undefined,
    })
    expect(PROFILES.aggressive.sizing).toMatchObject({ riskPct: 0.015 })
    expect(PROFILES.aggressive.risk.portfolio.maxPositions).toBe(10)
  })

  it('plain: no layer, no protection, a share of equity at leverage 5', () => {
    const plain = changes('plain')
    expect(plain).toMatchObject({
      leverage: 5,
      'sizing.kind': 'share',
      'risk.lifecycle.onOpposite': 'reverse',
    })
    for (const layer of ['governor', 'policy', 'lifecycle', 'portfolio', 'costs', 'funding'])
      expect(plain[`risk.${layer}.kind`]).toBe('none')
    for (const exit of ['stopPct', 'stopAtrs', 'targetPct', 'trailPct', 'breakEvenAt']) {
      expect(Object.hasOwn(plain, `exits.${exit}`)).toBe(true)
      expect(plain[`exits.${exit}`]).toBeUndefined()
    }
  })

  it.each(PROFILE_NAMES)('%s gives its rules through the configuration', (profile) => {
    expect(configure({ flags: { profile } }).rules).toEqual(PROFILES[profile])
    expect(configure({ flags: { profile: profile.toUpperCase() } }).profile.name).toBe(profile)
  })
})

/** A value that the setting may have and that is not its default. */
function otherValue(path: string): unknown {
  const { value, default: initial } = SETTINGS.find((setting) => setting.path === path)!
  if (value.kind === 'number') return initial === value.most ? value.least : value.most
  if (value.kind === 'choice') return value.choices.find((choice) => choice !== initial) ?? value.choices[0]
  if (value.kind === 'switch') return !initial
  return ['ADAUSDT', 'BTCUSDT']
}

describe('each setting', () => {
  const open = SETTINGS.filter(({ scope }) => scope === 'anywhere').map(({ path }) => path)

  it.each(open)('%s is the same from the file and from --set', (path) => {
    const value = otherValue(path)
    // Rules that need others are given them, so that each can be looked at alone.
    const helpers = {
      'exits.targetPct': 0.06,
      'exits.stopAtrs': 1,
      'universe.fetch': 10_000,
      'sizing.notional': 10,
    }
    const needed = Object.entries({ ...helpers, ...neighbours(path), [path]: value })
    const file = { name: 'qt.config.json', value: nest(needed) }
    const set = needed.map(([name, own]) => `${name}=${shown(own)}`)
    const [fromFile, fromFlags] = [configure({ file }), configure({ flags: { set } })]
    expect(fromFile.settings.find(({ setting }) => setting.path === path)!.value).toEqual(value)
    expect(fromFlags.rules).toEqual(fromFile.rules)
    expect(fromFlags.operation).toEqual(fromFile.operation)
  })
})

/** What has to move along so that an extreme value of one setting does not contradict another. */
function neighbours(path: string): Readonly<Record<string, unknown>> {
  const ALONG: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'sizing.minNotional': { 'sizing.maxNotional': 1e15 },
    'sizing.normalFrom': { 'sizing.raisedFrom': 1, 'sizing.highFrom': 1 },
    'sizing.raisedFrom': { 'sizing.highFrom': 1 },
    'risk.policy.leastRisk': { 'risk.policy.mostRisk': 10 },
    'venue.slippage.kind': {},
  }
  return ALONG[path] ?? {}
}
