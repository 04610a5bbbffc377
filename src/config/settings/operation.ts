import { above, from, oneOf, whole, yesOrNo } from '../../engine/rule-value.ts'
import type { OperationSettings } from '../operation.ts'
import type { Description, SettingValue } from '../setting.ts'

type Operated = Description & {
  readonly value: SettingValue
  readonly isConsumed?: true
}

const SECONDS = from(1, 1e7)

export const OPERATION: {
  readonly [S in keyof OperationSettings]: { readonly [K in keyof OperationSettings[S]]: Operated }
} = {
  universe: {
    allowed: {
      value: { kind: 'names' },
      help: 'only these instruments; empty: all. --symbols goes before it',
      unit: 'ids',
      env: 'QT_ALLOWED_SYMBOLS',
      isConsumed: true,
    },
    fetch: {
      value: whole(1, 10_000),
      help: 'looked at',
      unit: 'instruments',
      env: 'QT_LIQUIDITY_UNIVERSE_MAX',
    },
    select: {
      value: whole(1, 10_000),
      help: 'used of those',
      unit: 'instruments',
      env: 'QT_LIQUIDITY_SELECTION_MAX',
    },
    minQuoteVolume: {
      value: from(0, 1e15),
      help: 'least volume in 24 hours',
      unit: 'quote',
      env: 'QT_LIQUIDITY_MIN_QUOTE_VOLUME',
    },
  },
  decision: {
    isEnabled: { value: yesOrNo, help: 'signals may become trades', env: 'QT_ENABLE_AI_TRADING' },
    checkSeconds: {
      value: SECONDS,
      help: 'positions and risk are looked at every',
      unit: 'seconds',
      env: 'QT_CHECK_INTERVAL',
    },
    isEventDriven: {
      value: yesOrNo,
      help: 'decide at each check, not only when a bar closes',
      env: 'QT_EVENT_DRIVEN_MODE',
    },
  },
  execution: {
    isEnabled: { value: yesOrNo, help: 'orders are sent at all', env: 'QT_ENABLE_EXECUTION' },
    isReal: {
      value: yesOrNo,
      help: 'first consent to real orders; a promoted model and --live are the others',
      env: [{ name: 'REAL_TRADING' }, { name: 'QT_PAPER_TRADING', isNegated: true }],
      scope: 'environment',
    },
    isTestnet: { value: yesOrNo, help: "the exchange's test network", env: 'USE_BINANCE_TESTNET' },
    exchange: {
      value: oneOf('paper', 'binance-futures'),
      help: 'where orders go',
      env: 'QT_EXECUTION_EXCHANGE',
    },
    marketType: { value: oneOf('usdm_perp'), help: 'what is traded', env: 'QT_MARKET_TYPE' },
    paperBalance: {
      value: above(0, 1e12),
      help: 'equity that paper trading begins with',
      unit: 'quote',
      env: 'QT_PAPER_BALANCE',
    },
  },
  model: {
    kind: {
      value: oneOf('ensemble', 'xgb', 'hybrid'),
      help: 'the vote of four, or an older set-up',
      env: 'AI_MODEL',
    },
  },
  learning: {
    isContinuous: { value: yesOrNo, help: 'train challengers while running', env: 'QT_CONTINUOUS_LEARNING' },
    retrainTrades: {
      value: whole(1, 1e6),
      help: 'closed since the last training that start the next',
      unit: 'trades',
      env: 'QT_MIN_SAMPLES_FOR_RETRAIN',
    },
    retrainHours: {
      value: above(0, 1e5),
      help: 'time since the last training that starts the next',
      unit: 'hours',
      env: 'QT_RETRAIN_INTERVAL_HOURS',
    },
    retrainSeconds: {
      value: SECONDS,
      help: 'fixed schedule of training',
      unit: 'seconds',
      env: 'QUANTUM_TRADER_AI_RETRAINING_SECONDS',
    },
  },
  supervision: {
    modelSeconds: {
      value: SECONDS,
      help: 'bias of the models is looked at every',
      unit: 'seconds',
      env: 'QT_MODEL_SUPERVISOR_INTERVAL',
    },
    balancerSeconds: {
      value: SECONDS,
      help: 'the portfolio is balanced every',
      unit: 'seconds',
      env: 'QT_PORTFOLIO_BALANCER_INTERVAL',
    },
  },
}
