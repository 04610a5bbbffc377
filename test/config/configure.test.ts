import { describe, expect, it } from 'vitest'
import { type ConfigSources, configure } from '../../src/config/configure.ts'
import { PLAIN_RULES, STANDARD_RULES } from '../../src/engine/rules.ts'
import { refusalOf, settingIn, valueOfPath } from './support.ts'

/** Each source alone saying where the stop is, in rising order. */
const SOURCES: readonly (readonly [label: string, stop: number | undefined, sources: ConfigSources])[] = [
  ['default', 0.08, {}],
  ['profile plain', undefined, { flags: { profile: 'plain' } }],
  [
    'strategy own',
    0.01,
    { strategy: { name: 'own', rules: { exits: { stopPct: 0.01, targetShare: 0.5 } } } },
  ],
  ['qt.config.ts', 0.02, { file: { name: 'qt.config.ts', value: { exits: { stopPct: 0.02 } } } }],
  ['.env line 2', 0.03, { envFile: { name: '.env', text: '# stop\nQT_SL_PCT=0.03' } }],
  ['environment QT_SL_PCT', 0.04, { environment: { QT_SL_PCT: '0.04' } }],
  ['flag --stop', 0.05, { flags: { stop: '5' } }],
]

const pairs = SOURCES.flatMap((low, k) => SOURCES.slice(k + 1).map((high) => [low, high] as const))

describe('precedence', () => {
  it.each(pairs.map(([low, high]) => [low[0], high[0], low, high] as const))(
    '%s < %s',
    (_l, _h, low, high) => {
      const flags = { ...low[2].flags, ...high[2].flags }
      const configuration = configure({ ...low[2], ...high[2], flags })
      expect(settingIn(configuration, 'exits.stopPct')).toEqual({ value: high[1], from: high[0] })
      expect(configuration.rules.exits.stopPct).toBe(high[1])
    },
  )

  it('holds with all sources at once, whatever the profile', () => {
    const sources = Object.assign({}, ...SOURCES.map(([, , own]) => own)) as ConfigSources
    const all = configure({ ...sources, flags: { profile: 'plain', stop: '5' } })
    expect(settingIn(all, 'exits.stopPct')).toEqual({ value: 0.05, from: 'flag --stop' })
    expect(settingIn(all, 'profile')).toEqual({ value: 'plain', from: 'flag --profile' })
  })

  it('chooses the profile: flag > environment > .env > file > strategy > default', () => {
    const sources: readonly ConfigSources[] = [
      {},
      { strategy: { name: 'own', profile: 'plain' } },
      { file: { name: 'qt.config.json', value: { profile: 'safe' } } },
      { envFile: { name: '.env', text: 'ORCHESTRATOR_PROFILE=aggressive' } },
      { environment: { ORCHESTRATOR_PROFILE: 'Safe' } },
      { flags: { profile: 'AGGRESSIVE' } },
    ]
    const chosen = sources.map((_, k) => configure(Object.assign({}, ...sources.slice(0, k + 1))).profile)
    expect(chosen.map(({ name, origin }) => [name, origin.label])).toEqual([
      ['default', 'default'],
      ['plain', 'strategy own'],
      ['safe', 'qt.config.json'],
      ['aggressive', '.env line 1'],
      ['safe', 'environment ORCHESTRATOR_PROFILE'],
      ['aggressive', 'flag --profile'],
    ])
  })
})

describe('the trading rules', () => {
  it('are those of the profile where nothing else is said', () => {
    expect(configure({}).rules).toEqual(STANDARD_RULES)
    expect(configure({ flags: { profile: 'plain' } }).rules).toEqual(PLAIN_RULES)
  })

  it('take a stop into a profile without', () => {
    const { rules } = configure({ flags: { profile: 'plain' }, environment: { QT_SL_PCT: '0.08' } })
    expect(rules).toEqual({ ...PLAIN_RULES, exits: { ...PLAIN_RULES.exits, stopPct: 0.08 } })
  })

  it('hold the absolute daily loss beside the share of the profile', () => {
    const { governor } = configure({ flags: { profile: 'safe' }, environment: { QT_MAX_DAILY_LOSS: '90' } })
      .rules.risk
    expect(governor).toMatchObject({ maxDailyLoss: 90, maxDailyLossPct: 0.02 })
  })

  it('lose a limit by none, from each source', () => {
    const sources: readonly ConfigSources[] = [
      { environment: { QT_MAX_DAILY_LOSS: 'none' } },
      { envFile: { name: '.env', text: 'QT_MAX_DAILY_LOSS=NONE' } },
      { flags: { set: ['risk.governor.maxDailyLoss=none'] } },
      { file: { name: 'qt.config.json', value: { risk: { governor: { maxDailyLoss: 'none' } } } } },
    ]
    for (const own of sources) expect(configure(own).rules.risk.governor).not.toHaveProperty('maxDailyLoss')
  })

  it('have the leverage that is asked for, or auto with its bounds', () => {
    expect(configure({ environment: { QT_DEFAULT_LEVERAGE: '7' } }).rules.leverage).toBe(7)
    const auto = { kind: 'auto', least: 5, most: 20, cushionAtrs: 2 }
    expect(configure({ flags: { leverage: 'auto' } }).rules.leverage).toEqual(auto)
    const file = { name: 'qt.config.ts', value: { leverage: 'auto', autoLeverage: { most: 12 } } }
    expect(configure({ file }).rules.leverage).toEqual({ ...auto, most: 12 })
    const strategy = {
      name: 'own',
      rules: { leverage: { kind: 'auto', least: 2, most: 8, cushionAtrs: 3 } as const },
    }
    expect(configure({ strategy }).rules.leverage).toEqual(strategy.rules.leverage)
    expect(configure({ strategy, flags: { leverage: '9' } }).rules.leverage).toBe(9)
  })

  it('keep of a sizing what belongs to its kind', () => {
    expect(configure({ flags: { notional: '30' } }).rules.sizing).toEqual({ kind: 'notional', notional: 30 })
    expect(configure({ flags: { share: '0.2' } }).rules.sizing).toEqual({ kind: 'share', share: 0.2 })
    const risk = configure({ flags: { profile: 'plain', stop: '5', set: ['sizing.kind=risk'] } }).rules.sizing
    expect(risk).toEqual(STANDARD_RULES.sizing)
  })

  it.each([
    ['3', { kind: 'fixed', bps: 3 }],
    ['0', { kind: 'none' }],
    ['volume:1:50', { kind: 'volumeShare', bps: 1, impactBps: 50 }],
    ['atr:1:0.1', { kind: 'atrShare', bps: 1, share: 0.1 }],
  ])('read --slippage %s', (slippage, model) => {
    expect(configure({ flags: { slippage } }).rules.venue.slippage).toEqual(model)
  })

  it.each([
    ['5', { kind: 'limit', offsetBps: 5, lifeBars: 1, isPostOnly: false }],
    ['-2.5:3', { kind: 'limit', offsetBps: -2.5, lifeBars: 3, isPostOnly: false }],
    ['5:3:post-only', { kind: 'limit', offsetBps: 5, lifeBars: 3, isPostOnly: true }],
  ])('read --limit-entry %s', (text, entry) => {
    expect(configure({ flags: { 'limit-entry': text } }).rules.entry).toEqual(entry)
  })

  it('read the remaining flags in their units', () => {
    const flags = {
      equity: '5000',
      margin: 'isolated',
      reading: 'ohlc',
      trigger: 'mark',
      'limit-fill': 'touch',
      target: '4',
      'target-share': '60',
      trail: '1.5',
      'break-even': '80',
      'time-stop': '12',
    }
    expect(configure({ flags }).rules).toMatchObject({
      initialEquity: 5000,
      marginMode: 'isolated',
      venue: { reading: 'ohlc', triggerBy: 'mark', limitFill: 'touch' },
      exits: { targetPct: 0.04, targetShare: 0.6, trailPct: 0.015, breakEvenAt: 0.8, timeStopBars: 12 },
    })
  })
})

describe('a strategy', () => {
  it('has the exits that it names and no others', () => {
    const strategy = { name: 'own', profile: 'plain', rules: { exits: { trailPct: 0.03, targetShare: 0.7 } } }
    expect(configure({ strategy }).rules.exits).toEqual({ trailPct: 0.03, targetShare: 0.7 })
    const standard = { ...strategy, profile: 'default', rules: { exits: { stopAtrs: 2, targetShare: 0.7 } } }
    expect(configure({ strategy: standard }).rules.exits).toEqual({ stopAtrs: 2, targetShare: 0.7 })
  })

  it('says of risk only what it changes', () => {
    const strategy = { name: 'own', rules: { risk: { portfolio: { maxPositions: 3 } } } }
    const { risk } = configure({ strategy }).rules
    expect(risk).toEqual({
      ...STANDARD_RULES.risk,
      portfolio: { ...STANDARD_RULES.risk.portfolio, maxPositions: 3 },
    })
  })

  it('is held to the same bounds', () => {
    const wrong = (rules: object) => refusalOf({ strategy: { name: 'own', rules } as never })
    expect(wrong({ risk: { portfolio: { maxPositions: 0 } } })).toMatch(
      /risk\.portfolio\.maxPositions \(strategy own\): expected a whole number from 1 to 10000, got '0'/,
    )
    expect(wrong({ exits: { stopPtc: 1, targetShare: 0.5 } })).toMatch(/did you mean 'exits.stopPct'/)
    expect(refusalOf({ strategy: { name: 'own', profile: 'sane' } })).toMatch(
      /profile \(strategy own\): unknown value .*did you mean 'safe'/,
    )
  })
})

describe('settings that do not go together', () => {
  it.each([
    [{ flags: { 'break-even': '70', profile: 'plain' } }, /--break-even is a share .* it needs --target/],
    [{ flags: { target: 'none' } }, /exits\.breakEvenAt \(default\) is a share.* none \(flag --target\)/],
    [
      { flags: { share: '1', notional: '5' } },
      /--(share|notional) and --(share|notional) both set sizing.kind, to .*not both/,
    ],
    [
      { flags: { stop: '5', set: ['exits.stopPct=0.04'] } },
      /--stop and --set exits.stopPct both set exits.stopPct, to 0.05 and 0.04/,
    ],
    [
      { environment: { QT_LIQUIDITY_SELECTION_MAX: '300' } },
      /QT_LIQUIDITY_SELECTION_MAX \(environment\) is 300, more than the 200/,
    ],
    [
      { environment: { REAL_TRADING: '1', QT_EXECUTION_EXCHANGE: 'paper' } },
      /REAL_TRADING.*asks for real orders, QT_EXECUTION_EXCHANGE.*for paper/,
    ],
    [
      { flags: { stop: 'none', set: ['exits.stopAtrs=none'] } },
      /sizing\.kind risk .* needs exits\.stopPct or exits\.stopAtrs/,
    ],
    [
      { environment: { RM_MIN_POSITION_USD: '6000' } },
      /sizing\.minNotional \(6000\) is above sizing\.maxNotional \(5000\)/,
    ],
    [
      { flags: { leverage: 'auto', set: ['autoLeverage.least=21'] } },
      /leverage\.least \(21\) is above leverage\.most \(20\)/,
    ],
  ] as [ConfigSources, RegExp][])('%j', (sources, message) => {
    expect(refusalOf(sources)).toMatch(message)
  })

  it('may say the same thing twice', () => {
    const environment = { QT_MAX_POSITIONS: '4', RM_MAX_CONCURRENT_TRADES: '4' }
    expect(valueOfPath({ environment }, 'risk.portfolio.maxPositions')).toBe(4)
    expect(valueOfPath({ flags: { stop: '5', set: ['exits.stopPct=0.05'] } }, 'exits.stopPct')).toBe(0.05)
  })
})

it('several problems are one error that counts the others', () => {
  const environment = { QT_SL_PCT: 'x', QT_TP_PCT: 'y', QT_COOL_DOWN: '1' }
  expect(refusalOf({ environment })).toMatch(/^QT_SL_PCT.*2 more problems: qt doctor lists them/)
})
