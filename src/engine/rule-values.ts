import type {
  AutoLeverage,
  CostRules,
  ExitRules,
  FundingRules,
  GovernorRules,
  LifecycleRules,
  PolicyRules,
  PortfolioRules,
  RiskSizing,
} from '../risk/rules.ts'
import type { VenueRules } from '../venue/rules.ts'
import { above, from, oneOf, optional, type RuleValue, type ValuesOf, whole, yesOrNo } from './rule-value.ts'

/** A rule, or a group of rules by name. */
export interface RuleGroup {
  readonly [name: string]: RuleValue | RuleGroup
}

const SHARE = above(0, 1)
const AMOUNT = above(0, 1e15)
const TIMES_EQUITY = above(0, 1000)
const CONFIDENCE = from(0, 1)
const ADDED_CONFIDENCE = from(-1, 1)
const MULTIPLIER = from(0, 100)
const REGIME_FACTOR = above(0, 10)
/** Half of the equity on one trade is past any meaning: who writes 0.8 for 0.8 % is told so. */
const RISK_SHARE = above(0, 0.5)
const BPS = from(0, 10_000)

const GOVERNOR: ValuesOf<GovernorRules> = {
  kind: oneOf('none', 'fixed'),
  maxDailyLoss: optional(AMOUNT),
  maxDailyLossPct: optional(SHARE),
  maxExposure: optional(AMOUNT),
  maxExposureTimes: optional(TIMES_EQUITY),
  maxLosingStreak: whole(1, 1e6),
  reset: oneOf('newDay', 'manual'),
  isFlattening: yesOrNo,
}

const POLICY: ValuesOf<PolicyRules> = {
  kind: oneOf('none', 'fixed', 'regime'),
  baseConfidence: CONFIDENCE,
  trendingConfidence: ADDED_CONFIDENCE,
  normalConfidence: ADDED_CONFIDENCE,
  rangingConfidence: ADDED_CONFIDENCE,
  extremeVolatilityConfidence: ADDED_CONFIDENCE,
  lowVolatilityConfidence: ADDED_CONFIDENCE,
  extremeVolatilityPct: SHARE,
  lowVolatilityPct: from(0, 1),
  wideSpreadConfidence: ADDED_CONFIDENCE,
  wideSpreadBps: BPS,
  trendingRisk: REGIME_FACTOR,
  normalRisk: REGIME_FACTOR,
  rangingRisk: REGIME_FACTOR,
  leastRisk: REGIME_FACTOR,
  mostRisk: REGIME_FACTOR,
}

const LIFECYCLE: ValuesOf<LifecycleRules> = {
  kind: oneOf('none', 'fixed'),
  minRewardToRisk: optional(above(0, 100)),
  onOpposite: oneOf('warn', 'close', 'reverse'),
  liquidationBuffer: from(0, 0.99),
  beyondLiquidation: oneOf('refuse', 'lowerLeverage'),
}

const PORTFOLIO: ValuesOf<PortfolioRules> = {
  kind: oneOf('none', 'fixed'),
  maxPositions: whole(1, 10_000),
  maxExposure: optional(AMOUNT),
  maxExposureTimes: optional(TIMES_EQUITY),
  maxSideExposure: optional(AMOUNT),
  maxSideExposureTimes: optional(TIMES_EQUITY),
  maxCorrelation: optional(SHARE),
  correlationBars: whole(2, 100_000),
  cooldownSeconds: from(0, 1e9),
}

const COSTS: ValuesOf<CostRules> = {
  kind: oneOf('none', 'fixed', 'modelled'),
  fixedBps: BPS,
  spreadBps: BPS,
  holdingHours: from(0, 100_000),
}

const FUNDING: ValuesOf<FundingRules> = { kind: oneOf('none', 'fixed', 'scaled'), maxRate: from(0, 1) }

const RISK_SIZING: ValuesOf<Omit<RiskSizing, 'kind'>> = {
  riskPct: RISK_SHARE,
  maxRiskPct: RISK_SHARE,
  minNotional: from(0, 1e15),
  maxNotional: AMOUNT,
  highFrom: CONFIDENCE,
  highMultiplier: MULTIPLIER,
  raisedFrom: CONFIDENCE,
  raisedMultiplier: MULTIPLIER,
  normalFrom: CONFIDENCE,
  normalMultiplier: MULTIPLIER,
  lowMultiplier: MULTIPLIER,
}

const EXITS: ValuesOf<ExitRules> = {
  stopPct: optional(above(0, 0.99)),
  stopTrending: optional(REGIME_FACTOR),
  stopNormal: optional(REGIME_FACTOR),
  stopRanging: optional(REGIME_FACTOR),
  stopAtrs: optional(above(0, 100)),
  targetPct: optional(above(0, 10)),
  targetConfidence: optional(SHARE),
  targetShare: SHARE,
  trailPct: optional(above(0, 0.99)),
  breakEvenAt: optional(SHARE),
  timeStopBars: optional(whole(1, 1e9)),
}

const VENUE: ValuesOf<Omit<VenueRules, 'slippage'>> = {
  reading: oneOf('pessimistic', 'optimistic', 'ohlc'),
  triggerBy: oneOf('last', 'mark'),
  limitFill: oneOf('through', 'touch'),
}

/** Leverage that follows from the stop: beside a plain number the other form of `leverage`. */
export const AUTO_LEVERAGE_VALUES: ValuesOf<Omit<AutoLeverage, 'kind'>> = {
  least: from(1, 125),
  most: from(1, 125),
  cushionAtrs: from(0, 100),
}

/** Every rule with what it may be: the only place where bounds are written. */
export const RULE_VALUES = {
  initialEquity: AMOUNT,
  leverage: from(1, 125),
  marginMode: oneOf('cross', 'isolated'),
  sizing: {
    kind: oneOf('share', 'notional', 'risk'),
    share: optional(above(0, 125)),
    notional: AMOUNT,
    ...RISK_SIZING,
  },
  entry: {
    kind: oneOf('market', 'limit'),
    offsetBps: from(-1000, 10_000),
    lifeBars: whole(1, 1e9),
    isPostOnly: yesOrNo,
  },
  exits: EXITS,
  risk: {
    governor: GOVERNOR,
    policy: POLICY,
    lifecycle: LIFECYCLE,
    portfolio: PORTFOLIO,
    costs: COSTS,
    funding: FUNDING,
  },
  venue: {
    slippage: {
      kind: oneOf('none', 'fixed', 'volumeShare', 'atrShare'),
      bps: from(0, 1000),
      impactBps: BPS,
      share: from(0, 10),
    },
    ...VENUE,
  },
} satisfies RuleGroup

/** Groups whose other rules depend on their `kind`. */
export const VARIANTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  sizing: { share: ['share'], notional: ['notional'], risk: Object.keys(RISK_SIZING) },
  entry: { market: [], limit: ['offsetBps', 'lifeBars', 'isPostOnly'] },
  'venue.slippage': {
    none: [],
    fixed: ['bps'],
    volumeShare: ['bps', 'impactBps'],
    atrShare: ['bps', 'share'],
  },
}

export function isRuleValue(entry: RuleValue | RuleGroup): entry is RuleValue {
  return typeof entry.kind === 'string'
}
