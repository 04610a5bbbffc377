import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConfigSources } from '../../src/config/configure.ts'
import { configure, inspect } from '../../src/config/configure.ts'
import { nest } from '../../src/config/flatten.ts'
import { PATHS, VARIABLES } from '../../src/config/settings.ts'
import { refusalOf } from './support.ts'

const env = (environment: Record<string, string>): ConfigSources => ({ environment })
const dotenv = (text: string): ConfigSources => ({ envFile: { name: '.env', text } })
const file = (value: unknown): ConfigSources => ({ file: { name: 'qt.config.json', value } })
const set = (...texts: string[]): ConfigSources => ({ flags: { set: texts } })

describe('what is malformed is refused with name, place, value and what is allowed', () => {
  it.each([
    [
      env({ QT_SL_PCT: '8' }),
      /QT_SL_PCT \(environment\): expected a number above 0, at most 0.99, got '8' \| allowed: .*share of the entry price.*none/,
    ],
    [env({ QT_SL_PCT: '8%' }), /QT_SL_PCT .*got '8%'/],
    [env({ QT_SL_PCT: '' }), /QT_SL_PCT .*got ''/],
    [env({ QT_SL_PCT: '0,05' }), /got '0,05'/],
    [env({ QT_SL_PCT: '0x1' }), /got '0x1'/],
    [env({ QT_SL_PCT: 'NaN' }), /got 'NaN'/],
    [env({ QT_MAX_POSITIONS: '2.5' }), /expected a whole number from 1 to 10000, got '2.5'/],
    [env({ QT_MAX_POSITIONS: 'none' }), /got 'none'/],
    [env({ QT_MAX_DAILY_LOSS: '-1500' }), /expected a number above 0, at most 1e15, got '-1500'/],
    [env({ RM_RISK_PER_TRADE_PCT: '1.5' }), /RM_RISK_PER_TRADE_PCT .*at most 0.5, got '1.5'/],
    [env({ REAL_TRADING: '2' }), /REAL_TRADING \(environment\): expected true or false, got '2'/],
    [
      env({ AI_MODEL: 'ensembel' }),
      /AI_MODEL .*unknown value 'ensembel'; did you mean 'ensemble'\? \| allowed: ensemble, xgb, hybrid/,
    ],
    [env({ ORCHESTRATOR_PROFILE: 'SAVE' }), /unknown value 'SAVE'; did you mean 'safe'/],
    [
      env({ QT_ALLOWED_SYMBOLS: 'BTC/USDT' }),
      /QT_ALLOWED_SYMBOLS .*expected instrument ids such as BTCUSDT,ETHUSDT, got 'BTC\/USDT'/,
    ],
    [
      env({ QT_DEFAULT_LEVERAGE: '126' }),
      /expected a number from 1 to 125, got '126' \| allowed: .*, or auto/,
    ],
    [dotenv('A=1\n\nQT_TP_PCT=six'), /QT_TP_PCT \(\.env line 3\): .*got 'six'/],
    [dotenv('just words'), /\.env line 1: expected NAME=VALUE/],
    [dotenv('QT_SL_PCT="0.05'), /\.env line 1: QT_SL_PCT: its quotes do not close/],
    [dotenv('QT_SL_PCT=0.05\nQT_SL_PCT=0.06'), /QT_SL_PCT is set twice in \.env: lines 1 and 2/],
    [dotenv('QT_HOME=/x'), /QT_HOME \(\.env line 1\): set it in the process environment/],
    [file({ exits: { stopPct: 8 } }), /exits\.stopPct \(qt\.config\.json\): expected .*, got '8'/],
    [file({ exits: { stopPct: '0.05' } }), /got '"0.05"'/],
    [file({ exits: { stopPct: null } }), /got 'null' \| .*or none/],
    [file({ exits: 5 }), /exits \(qt\.config\.json\): expected a group of settings, got a number/],
    [file({ exits: [1] }), /exits .*got a list/],
    [
      file({ exits: { stopPct: { a: 1 } } }),
      /unknown setting 'exits\.stopPct\.a'; did you mean 'exits\.stopPct'/,
    ],
    [file([]), /expected an object of settings, got a list/],
    [file(null), /got null/],
    [
      file({ profile: 'bold' }),
      /profile \(qt\.config\.json\): unknown value .*\| allowed: plain, default, safe, aggressive/,
    ],
    [file({ universe: { allowed: 'BTCUSDT' } }), /universe\.allowed .*got '"BTCUSDT"'/],
    [
      { flags: { stop: '120' } },
      /--stop: expected a number above 0, at most 99, got '120' \| allowed: .*percent/,
    ],
    [{ flags: { slippage: 'volume:1' } }, /--slippage: got 'volume:1' \| allowed: BPS/],
    [{ flags: { slippage: 'fixed:1' } }, /nothing was refused/],
    [{ flags: { slippage: '2000' } }, /--slippage: .*got '2000'/],
    [{ flags: { slippage: 'volume:1:x' } }, /--slippage: got 'volume:1:x'/],
    [{ flags: { 'limit-entry': '5:0' } }, /--limit-entry: got '5:0'/],
    [set('exits.stopPct'), /--set: expected PATH=VALUE, got 'exits.stopPct'/],
    [set('exits.stopPct=x'), /--set exits\.stopPct: expected .*got 'x'/],
  ] as [ConfigSources, RegExp][])('%j', (sources, message) => {
    expect(refusalOf(sources)).toMatch(message)
  })
})

describe('what is unknown is refused with the nearest name', () => {
  it.each([
    [
      env({ QT_COOLDOWN_SECOND: '1' }),
      /unknown variable QT_COOLDOWN_SECOND \(environment, value '1'\); did you mean QT_COOLDOWN_SECONDS/,
    ],
    [
      dotenv('RM_MAX_RISK=1'),
      /unknown variable RM_MAX_RISK \(\.env line 1, value '1'\); did you mean RM_MAX_RISK_PCT/,
    ],
    [env({ QT_WHATEVER_ELSE_THIS_IS: '1' }), /unknown variable QT_WHATEVER_ELSE_THIS_IS .* \| known: QT_/],
    [
      file({ exits: { stopPtc: 1 } }),
      /unknown setting 'exits\.stopPtc'; did you mean 'exits\.stopPct'\? \| there are: exits\.stopPct/,
    ],
    [file({ stopPct: 0.05 }), /unknown setting 'stopPct'; did you mean 'exits\.stopPct'/],
    [file(JSON.parse('{"__proto__": {"x": 1}}')), /unknown setting '__proto__\.x'/],
    [
      set('risk.govenor.maxDailyLoss=1'),
      /unknown setting 'risk\.govenor\.maxDailyLoss'; did you mean 'risk\.governor\.maxDailyLoss'/,
    ],
  ] as [ConfigSources, RegExp][])('%j', (sources, message) => {
    expect(refusalOf(sources)).toMatch(message)
  })
})

describe('two variables for one setting', () => {
  it.each([
    [
      env({ QT_MAX_POSITIONS: '4', RM_MAX_CONCURRENT_TRADES: '5' }),
      /QT_MAX_POSITIONS \(environment\) and RM_MAX_CONCURRENT_TRADES \(environment\) both set .* to 4 and 5/,
    ],
    [
      env({ QT_PAPER_TRADING: 'false', REAL_TRADING: '0' }),
      /QT_PAPER_TRADING.*REAL_TRADING.*both set execution\.isReal/,
    ],
    [env({ QT_PAPER_TRADING: 'true', REAL_TRADING: '1' }), /QT_PAPER_TRADING.*REAL_TRADING/],
    [
      { ...env({ QT_MAX_POSITIONS: '4' }), ...dotenv('RM_MAX_CONCURRENT_TRADES=5') },
      /RM_MAX_CONCURRENT_TRADES \(\.env line 1\) and QT_MAX_POSITIONS \(environment\)/,
    ],
  ] as [ConfigSources, RegExp][])('that disagree are refused with both names: %j', (sources, message) => {
    expect(refusalOf(sources)).toMatch(message)
  })

  it('that agree are one', () => {
    const agreed = configure(env({ QT_PAPER_TRADING: 'false', REAL_TRADING: 'true' }))
    expect(agreed.operation.execution.isReal).toBe(true)
  })
})

describe('the environment of others', () => {
  it('is left alone, and so is that of the Qt toolkit', () => {
    const environment = {
      PATH: '/bin',
      QT_IM_MODULE: 'ibus',
      QT_ACCESSIBILITY: '1',
      QT_QPA_PLATFORM: 'wayland',
      RMX: '1',
    }
    expect(configure({ environment })).toEqual(configure({}))
    expect(configure(dotenv('DATABASE_URL=x\nPORT=3'))).toEqual(configure({}))
  })

  it('wins over .env variable by variable', () => {
    const sources = { ...env({ QT_SL_PCT: '0.05' }), ...dotenv('QT_SL_PCT=0.04\nQT_TP_PCT=0.03') }
    expect(configure(sources).rules.exits).toMatchObject({ stopPct: 0.05, targetPct: 0.03 })
  })
})

describe('consent to real orders', () => {
  it('can be given in the environment alone', () => {
    expect(refusalOf(file({ execution: { isReal: true } }))).toMatch(/environment alone \| by REAL_TRADING/)
    expect(refusalOf(set('execution.isReal=true'))).toMatch(/environment alone \| by REAL_TRADING/)
    expect(refusalOf(set('home=/x'))).toMatch(/environment alone \| by QT_HOME/)
  })
})

describe('a secret', () => {
  const SECRET = 'k3y-n0body-may-see'
  const everywhere: readonly ConfigSources[] = [
    env({ BINANCE_API_KEY: SECRET }),
    dotenv(`BINANCE_API_SECRET='${SECRET}'`),
    dotenv(`BINANCE_API_SECRET='${SECRET}`),
    dotenv(`BINANCE_API_SECRET=${SECRET}\nBINANCE_API_SECRET=${SECRET}2`),
    dotenv(SECRET),
    env({ QT_API_KEY: SECRET }),
    env({ BINANCE_API_KEY: SECRET, QT_SL_PCT: 'wrong' }),
    file({ secrets: { binanceKey: SECRET } }),
    file({ binanceSecret: SECRET }),
    set(`secrets.binanceSecret=${SECRET}`),
    set(`apiKey=${SECRET}`),
  ]

  it.each(everywhere)('is in nothing that comes out: %#', (sources) => {
    const { configuration, problems } = inspect(sources)
    const out = JSON.stringify([
      configuration,
      problems.map(({ message, hint, stack }) => [message, hint, stack]),
    ])
    expect(out).not.toContain('n0body')
  })

  it('is known to be set or not', () => {
    const state = (sources: ConfigSources) =>
      configure(sources).settings.find(({ setting }) => setting.path === 'secrets.binanceKey')!.value
    expect(state(env({ BINANCE_API_KEY: SECRET }))).toBe(true)
    expect(state(env({ BINANCE_API_KEY: '' }))).toBe(false)
    expect(state({})).toBe(false)
  })

  it('is refused outside the environment', () => {
    expect(refusalOf(file({ secrets: { binanceKey: SECRET } }))).toMatch(
      /environment alone \| by BINANCE_API_KEY/,
    )
    expect(refusalOf(set(`secrets.binanceKey=${SECRET}`))).toMatch(/environment alone/)
  })
})

describe('whatever comes in', () => {
  const outcome = (sources: ConfigSources) => {
    const { configuration, problems } = inspect(sources)
    return { configuration, problems: problems.map(({ message }) => message) }
  }

  it('gives a configuration or errors that name the variable', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VARIABLES), fc.string(), (name, text) => {
        const { problems } = outcome(env({ [name]: text }))
        // Rules that do not go together are named by their paths.
        for (const message of problems) expect(message).toMatch(new RegExp(`${name}|\\w+\\.\\w+`))
      }),
      { numRuns: 2000, seed: 20261120 },
    )
  })

  it('may be any file', () => {
    const circle: Record<string, unknown> = {
      exits: { stopPct: 5n, trailPct: [Symbol('x')], timeStopBars: () => 1 },
    }
    circle.exits = { ...(circle.exits as object), stopAtrs: circle }
    expect(outcome(file(circle)).problems).toHaveLength(10)
    fc.assert(
      fc.property(fc.anything(), (value) => {
        outcome({ file: { name: 'qt.config.js', value } })
      }),
      { numRuns: 1000, seed: 20261121 },
    )
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), fc.anything(), (path, value) => {
        outcome({ file: { name: 'qt.config.js', value: nest([[path, value]]) } })
      }),
      { numRuns: 2000, seed: 20261122 },
    )
  })

  it('may be any .env', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'QT_SL=\n"\' #\\.015AR\r') }), (text) => {
        outcome(dotenv(text))
      }),
      { numRuns: 2000, seed: 20261123 },
    )
  })
})
