import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configure } from '../../src/config/configure.ts'
import { VARIABLES } from '../../src/config/settings.ts'
import { settingIn, valueOfPath } from './support.ts'

/** Every variable with a value that is not the default, where it goes and what it is there. */
const TABLE: readonly (readonly [name: string, text: string, path: string, value: unknown])[] = [
  ['AI_MODEL', 'hybrid', 'model.kind', 'hybrid'],
  ['BINANCE_API_KEY', 'abc', 'secrets.binanceKey', true],
  ['BINANCE_API_SECRET', 'abc', 'secrets.binanceSecret', true],
  ['BINANCE_TESTNET_API_KEY', 'abc', 'secrets.binanceTestnetKey', true],
  ['BINANCE_TESTNET_SECRET_KEY', 'abc', 'secrets.binanceTestnetSecret', true],
  ['ORCHESTRATOR_PROFILE', 'SAFE', 'profile', 'safe'],
  ['QT_ALLOWED_SYMBOLS', 'ethusdt, BTCUSDT', 'universe.allowed', ['BTCUSDT', 'ETHUSDT']],
  ['QT_CHECK_INTERVAL', '15', 'decision.checkSeconds', 15],
  ['QT_CONFIDENCE_THRESHOLD', '0.45', 'risk.policy.baseConfidence', 0.45],
  ['QT_CONTINUOUS_LEARNING', 'false', 'learning.isContinuous', false],
  ['QT_COOLDOWN_SECONDS', '180', 'risk.portfolio.cooldownSeconds', 180],
  ['QT_DEFAULT_LEVERAGE', '10', 'leverage', 10],
  ['QT_ENABLE_AI_TRADING', 'off', 'decision.isEnabled', false],
  ['QT_ENABLE_EXECUTION', '0', 'execution.isEnabled', false],
  ['QT_EVENT_DRIVEN_MODE', 'true', 'decision.isEventDriven', true],
  ['QT_EXECUTION_EXCHANGE', 'binance-futures', 'execution.exchange', 'binance-futures'],
  ['QT_HOME', '/somewhere', 'home', '/somewhere'],
  ['QT_LIQUIDITY_MIN_QUOTE_VOLUME', '1e6', 'universe.minQuoteVolume', 1e6],
  ['QT_LIQUIDITY_SELECTION_MAX', '50', 'universe.select', 50],
  ['QT_LIQUIDITY_UNIVERSE_MAX', '300', 'universe.fetch', 300],
  ['QT_MARKET_TYPE', 'USDM_PERP', 'execution.marketType', 'usdm_perp'],
  ['QT_MAX_DAILY_LOSS', '900', 'risk.governor.maxDailyLoss', 900],
  ['QT_MAX_POSITIONS', '4', 'risk.portfolio.maxPositions', 4],
  ['QT_MIN_SAMPLES_FOR_RETRAIN', '80', 'learning.retrainTrades', 80],
  ['QT_MODEL_SUPERVISOR_INTERVAL', '600', 'supervision.modelSeconds', 600],
  ['QT_PAPER_BALANCE', '750', 'execution.paperBalance', 750],
  ['QT_PAPER_TRADING', 'false', 'execution.isReal', true],
  ['QT_PARTIAL_TP', '0.8', 'exits.targetShare', 0.8],
  ['QT_PORTFOLIO_BALANCER_INTERVAL', '90', 'supervision.balancerSeconds', 90],
  ['QT_RETRAIN_INTERVAL_HOURS', '12', 'learning.retrainHours', 12],
  ['QT_SL_PCT', '0.05', 'exits.stopPct', 0.05],
  ['QT_TP_PCT', '.07', 'exits.targetPct', 0.07],
  ['QT_TRAIL_PCT', '0.03', 'exits.trailPct', 0.03],
  ['QUANTUM_TRADER_AI_RETRAINING_SECONDS', '7200', 'learning.retrainSeconds', 7200],
  ['REAL_TRADING', '1', 'execution.isReal', true],
  ['RM_HIGH_CONF_MULT', '1.8', 'sizing.highMultiplier', 1.8],
  ['RM_LOW_CONF_MULT', '0.2', 'sizing.lowMultiplier', 0.2],
  ['RM_MAX_CONCURRENT_TRADES', '5', 'risk.portfolio.maxPositions', 5],
  ['RM_MAX_POSITION_USD', '4000', 'sizing.maxNotional', 4000],
  ['RM_MAX_RISK_PCT', '0.02', 'sizing.maxRiskPct', 0.02],
  ['RM_MIN_POSITION_USD', '25', 'sizing.minNotional', 25],
  ['RM_RISK_PER_TRADE_PCT', '0.01', 'sizing.riskPct', 0.01],
  ['USE_BINANCE_TESTNET', 'yes', 'execution.isTestnet', true],
]

describe('each variable', () => {
  it.each(TABLE)('%s=%s is %s', (name, text, path, value) => {
    expect(settingIn(configure({ environment: { [name]: text } }), path)).toEqual({
      value,
      from: `environment ${name}`,
    })
    if (name !== 'QT_MARKET_TYPE') expect(valueOfPath({}, path)).not.toEqual(value)
  })

  it.each(TABLE.filter(([name]) => name !== 'QT_HOME'))('%s works in .env', (name, text, path, value) => {
    const configuration = configure({ envFile: { name: '.env', text: `\n${name}="${text}" # remark` } })
    expect(settingIn(configuration, path)).toEqual({ value, from: '.env line 2' })
  })

  it('is in this table', () => {
    expect(TABLE.map(([name]) => name).sort()).toEqual([...VARIABLES].sort())
  })
})

const SEEDS = resolve(import.meta.dirname, '../../../shared/seeds')

it.skipIf(!existsSync(SEEDS))(
  'every variable of the original documents is known (skipped where they are not there)',
  () => {
    const text = readdirSync(SEEDS)
      .map((name) => readFileSync(join(SEEDS, name), 'utf8'))
      .join('\n')
    const named = new Set(text.match(/\b(QT|RM|BINANCE)_[A-Z0-9_]+\b/g))
    expect(named.size).toBeGreaterThan(30)
    expect([...named].filter((name) => !VARIABLES.includes(name))).toEqual([])
  },
)

it('universe and operation take what the variables say', () => {
  const environment = { QT_ALLOWED_SYMBOLS: 'BTCUSDT', QT_PAPER_BALANCE: '750', AI_MODEL: 'xgb' }
  expect(configure({ environment }).operation).toMatchObject({
    universe: { allowed: ['BTCUSDT'], fetch: 200 },
    execution: { paperBalance: 750, isReal: false },
    model: { kind: 'xgb' },
  })
})
