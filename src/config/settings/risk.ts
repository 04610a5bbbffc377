import type { RiskRules } from '../../risk/rules.ts'
import type { Condition, Described } from '../setting.ts'

const where = (path: string, ...values: readonly unknown[]): Condition => ({ path, values })

const GOVERNED = [where('risk.governor.kind', 'fixed')]
const REGIME = [where('risk.policy.kind', 'regime')]
const PORTFOLIO = [where('risk.portfolio.kind', 'fixed')]
const LIFECYCLE = [where('risk.lifecycle.kind', 'fixed')]
const MODELLED = where('risk.costs.kind', 'modelled')
const ADDED = 'added confidence'
const FACTOR = 'multiplies the risk of a trade'

/** The six layers (SPEC §6.2), in their order. */
export const RISK: { readonly [K in keyof RiskRules]: Described<RiskRules[K]> } = {
  governor: {
    kind: { help: 'safety governor: halts everything' },
    maxDailyLoss: {
      help: 'loss since the UTC day began that halts',
      unit: 'quote',
      env: 'QT_MAX_DAILY_LOSS',
      when: GOVERNED,
    },
    maxDailyLossPct: {
      help: 'the same; of both the tighter holds',
      unit: "share of the day's first equity",
      when: GOVERNED,
    },
    maxExposure: { help: 'notional of all positions; above it only closing', unit: 'quote', when: GOVERNED },
    maxExposureTimes: { help: 'the same; of both the tighter holds', unit: 'times equity', when: GOVERNED },
    maxLosingStreak: {
      help: 'losers in a row after which only closing',
      unit: 'trades',
      when: GOVERNED,
    },
    reset: { help: 'daily loss and streak are forgotten on a new UTC day, or by hand', when: GOVERNED },
    isFlattening: { help: 'a halt closes what is open', when: GOVERNED },
  },
  policy: {
    kind: { help: 'orchestrator policy: least confidence, and risk by regime' },
    baseConfidence: {
      help: 'least confidence before what the market adds',
      unit: 'confidence',
      env: 'QT_CONFIDENCE_THRESHOLD',
      when: [where('risk.policy.kind', 'fixed', 'regime')],
    },
    trendingConfidence: { help: 'while TRENDING', unit: ADDED, when: REGIME },
    normalConfidence: { help: 'while NORMAL', unit: ADDED, when: REGIME },
    rangingConfidence: { help: 'while RANGING', unit: ADDED, when: REGIME },
    extremeVolatilityConfidence: { help: 'while volatility is extreme', unit: ADDED, when: REGIME },
    lowVolatilityConfidence: { help: 'while volatility is low', unit: ADDED, when: REGIME },
    extremeVolatilityPct: { help: 'volatility is extreme above', unit: 'ATR ÷ price', when: REGIME },
    lowVolatilityPct: { help: 'volatility is low below', unit: 'ATR ÷ price', when: REGIME },
    wideSpreadConfidence: { help: 'while the spread is wide', unit: ADDED, when: REGIME },
    wideSpreadBps: { help: 'the spread is wide above', unit: 'bps', when: REGIME },
    trendingRisk: { help: `${FACTOR} while TRENDING`, unit: 'factor', when: REGIME },
    normalRisk: { help: `${FACTOR} while NORMAL`, unit: 'factor', when: REGIME },
    rangingRisk: { help: `${FACTOR} while RANGING`, unit: 'factor', when: REGIME },
    leastRisk: { help: 'that factor is never below', unit: 'factor', when: REGIME },
    mostRisk: { help: 'that factor is never above', unit: 'factor', when: REGIME },
  },
  lifecycle: {
    kind: { help: 'trade lifecycle: validation before a trade' },
    minRewardToRisk: {
      help: 'least target ÷ stop distance',
      unit: 'ratio',
      when: LIFECYCLE,
    },
    onOpposite: { help: 'what an opposite signal does to an open position' },
    liquidationBuffer: {
      help: 'what the stop leaves free of the way to liquidation',
      unit: 'share of that distance',
      when: LIFECYCLE,
    },
    beyondLiquidation: { help: 'a stop farther than that: no trade, or less leverage', when: LIFECYCLE },
  },
  portfolio: {
    kind: { help: 'portfolio limits: what is held at once' },
    maxPositions: {
      help: 'held at once, at most',
      unit: 'positions',
      env: [{ name: 'QT_MAX_POSITIONS' }, { name: 'RM_MAX_CONCURRENT_TRADES' }],
      when: PORTFOLIO,
    },
    maxExposure: { help: 'notional of all positions, at most', unit: 'quote', when: PORTFOLIO },
    maxExposureTimes: { help: 'the same; of both the tighter holds', unit: 'times equity', when: PORTFOLIO },
    maxSideExposure: {
      help: 'notional of all longs, or all shorts, at most',
      unit: 'quote',
      when: PORTFOLIO,
    },
    maxSideExposureTimes: {
      help: 'the same; of both the tighter holds',
      unit: 'times equity',
      when: PORTFOLIO,
    },
    maxCorrelation: {
      help: 'correlation with a position held, at most',
      unit: 'correlation of returns',
      when: PORTFOLIO,
    },
    correlationBars: { help: 'returns it is taken over', unit: 'bars', when: PORTFOLIO },
    cooldownSeconds: {
      help: 'from a trade to the next in its instrument',
      unit: 'seconds',
      env: 'QT_COOLDOWN_SECONDS',
      when: PORTFOLIO,
    },
  },
  costs: {
    kind: { help: 'cost model: no trade whose edge does not exceed its cost' },
    fixedBps: {
      help: 'cost of a trade, whatever it is',
      unit: 'bps',
      when: [where('risk.costs.kind', 'fixed')],
    },
    spreadBps: { help: 'bid to ask', unit: 'bps', when: [MODELLED, ...REGIME] },
    holdingHours: { help: 'funding is expected over', unit: 'hours', when: [MODELLED] },
  },
  funding: {
    kind: { help: 'funding filter: per settlement, or scaled to 8 hours' },
    maxRate: {
      help: 'highest rate that the side of an entry pays',
      unit: 'share of notional',
      when: [where('risk.funding.kind', 'fixed', 'scaled')],
    },
  },
}
