/**
 * The rules of the six layers of risk (SPEC §6.2), each with a `none` version that lets everything pass.
 * Numbers are those of the default profile; shares are not percent; amounts are quote units.
 */
export interface RiskRules {
  readonly governor: GovernorRules
  readonly policy: PolicyRules
  readonly lifecycle: LifecycleRules
  readonly portfolio: PortfolioRules
  readonly costs: CostRules
  readonly funding: FundingRules
}

/** Halts everything. Of an amount and a share that are both given the tighter holds; absent = no such limit. */
export interface GovernorRules {
  readonly kind: 'none' | 'fixed'
  /** Loss since the UTC day began that halts. */
  readonly maxDailyLoss?: number
  /** The same as a share of the equity with which the day began. */
  readonly maxDailyLossPct?: number
  /** Notional of all positions above which only closing orders pass. */
  readonly maxExposure?: number
  /** The same as a multiple of equity. */
  readonly maxExposureTimes?: number
  /** Losing trades in a row after which only closing orders pass. */
  readonly maxLosingStreak: number
  /** Daily loss and losing streak are forgotten when a new UTC day begins, or only by hand. */
  readonly reset: 'newDay' | 'manual'
  /** HALTED closes what is open; else it leaves positions to their protection. */
  readonly isFlattening: boolean
}

/** Which signals are good enough, and how much is risked on them. */
export interface PolicyRules {
  /** `fixed`: base confidence and multiplier 1, whatever the market does. */
  readonly kind: 'none' | 'fixed' | 'regime'
  readonly baseConfidence: number
  /** Added to the base in that regime. */
  readonly trendingConfidence: number
  readonly normalConfidence: number
  readonly rangingConfidence: number
  /** Added while ATR ÷ price is above `extremeVolatilityPct`, or below `lowVolatilityPct`. */
  readonly extremeVolatilityConfidence: number
  readonly lowVolatilityConfidence: number
  readonly extremeVolatilityPct: number
  readonly lowVolatilityPct: number
  /** Added while the spread is above `wideSpreadBps`. */
  readonly wideSpreadConfidence: number
  readonly wideSpreadBps: number
  /** Factors on the risk of a trade by regime, kept inside `least … most`. */
  readonly trendingRisk: number
  readonly normalRisk: number
  readonly rangingRisk: number
  readonly leastRisk: number
  readonly mostRisk: number
}

/** Whether this trade can be made at all, and what becomes of it. */
export interface LifecycleRules {
  readonly kind: 'none' | 'fixed'
  /** Least target distance ÷ stop distance; absent = any. */
  readonly minRewardToRisk?: number
  /** What an opposite signal does to an open position (SPEC §6.5). */
  readonly onOpposite: 'warn' | 'close' | 'reverse'
  /** Share of the distance to liquidation that the stop has to leave free. */
  readonly liquidationBuffer: number
  /** A stop farther than that: no trade, or less leverage (which helps isolated margin only). */
  readonly beyondLiquidation: 'refuse' | 'lowerLeverage'
}

/** What the account may hold at once. Absent = no such limit. */
export interface PortfolioRules {
  readonly kind: 'none' | 'fixed'
  readonly maxPositions: number
  /** Notional of all positions, or of those of one side. */
  readonly maxExposure?: number
  readonly maxExposureTimes?: number
  readonly maxSideExposure?: number
  readonly maxSideExposureTimes?: number
  /** Highest correlation of returns with a position held, in the direction of the trade. */
  readonly maxCorrelation?: number
  /** Returns that correlation is taken over, and the fewest that say anything. */
  readonly correlationBars: number
  /** Between the end of a trade and the next entry in its instrument; rounded up to whole bars. */
  readonly cooldownSeconds: number
}

/** What a trade costs, in basis points of its notional. */
export interface CostRules {
  /** `fixed`: `fixedBps` whatever the trade; `modelled`: spread, slippage, fees and expected funding. */
  readonly kind: 'none' | 'fixed' | 'modelled'
  readonly fixedBps: number
  /** Bid to ask; half is paid going in, half going out. */
  readonly spreadBps: number
  /** How long a trade is expected to pay or receive funding. */
  readonly holdingHours: number
}

export interface FundingRules {
  /** `fixed`: the limit holds per settlement, whatever its interval; `scaled`: per 8 hours. */
  readonly kind: 'none' | 'fixed' | 'scaled'
  readonly maxRate: number
}

/** How large a trade is when its size follows from what it may lose (SPEC §6.3). */
export interface RiskSizing {
  readonly kind: 'risk'
  /** Share of equity that a trade may lose at its stop, before multipliers, and after them at most. */
  readonly riskPct: number
  readonly maxRiskPct: number
  readonly minNotional: number
  readonly maxNotional: number
  /** Multipliers from a confidence on; below `normalFrom` the low one. */
  readonly highFrom: number
  readonly highMultiplier: number
  readonly raisedFrom: number
  readonly raisedMultiplier: number
  readonly normalFrom: number
  readonly normalMultiplier: number
  readonly lowMultiplier: number
}

/** The highest leverage at which liquidation stays well beyond the stop, per instrument. */
export interface AutoLeverage {
  readonly kind: 'auto'
  readonly least: number
  readonly most: number
  /** Distance that is kept between stop and liquidation, in ATRs. */
  readonly cushionAtrs: number
}

/** Where protection goes (SPEC §6.4–6.5). Absent = none. Distances are shares of the average entry price. */
export interface ExitRules {
  readonly stopPct?: number
  /** Factors on `stopPct` by regime; absent = 1. */
  readonly stopTrending?: number
  readonly stopNormal?: number
  readonly stopRanging?: number
  /** Stop in ATRs of the decision; beside `stopPct` the tighter holds. */
  readonly stopAtrs?: number
  readonly targetPct?: number
  /** Confidence at which the target is `targetPct`: it grows in proportion; absent = the same for all. */
  readonly targetConfidence?: number
  /** Share of the position that the target closes, 0 … 1. */
  readonly targetShare: number
  /** Distance from the best price; active in the bar after the target filled (after the entry without target). */
  readonly trailPct?: number
  /** Share of the way to the target at which the stop moves to the entry price. */
  readonly breakEvenAt?: number
  /** Bars after which the position is closed; the bar of the entry is the first. */
  readonly timeStopBars?: number
}

const NO_LIMITS = { kind: 'none' } as const

/** No layer refuses anything: the numbers beside `none` are what the other versions would start from. */
export const NO_RISK: RiskRules = {
  governor: { ...NO_LIMITS, maxLosingStreak: 5, reset: 'newDay', isFlattening: true },
  policy: {
    ...NO_LIMITS,
    baseConfidence: 0.38,
    trendingConfidence: -0.06,
    normalConfidence: 0,
    rangingConfidence: 0.02,
    extremeVolatilityConfidence: 0.07,
    lowVolatilityConfidence: -0.02,
    extremeVolatilityPct: 0.06,
    lowVolatilityPct: 0.005,
    wideSpreadConfidence: 0.05,
    wideSpreadBps: 10,
    trendingRisk: 1.2,
    normalRisk: 1,
    rangingRisk: 0.8,
    leastRisk: 0.8,
    mostRisk: 1.5,
  },
  lifecycle: {
    ...NO_LIMITS,
    onOpposite: 'reverse',
    liquidationBuffer: 0.1,
    beyondLiquidation: 'refuse',
  },
  portfolio: { ...NO_LIMITS, maxPositions: 10, correlationBars: 96, cooldownSeconds: 120 },
  costs: { ...NO_LIMITS, fixedBps: 20, spreadBps: 1, holdingHours: 24 },
  funding: { ...NO_LIMITS, maxRate: 0.01 },
}

/** The six layers of SPEC §6.2 with their default numbers. */
export const STANDARD_RISK: RiskRules = {
  governor: { ...NO_RISK.governor, kind: 'fixed', maxDailyLoss: 1500, maxExposure: 45_000 },
  policy: { ...NO_RISK.policy, kind: 'regime' },
  lifecycle: { ...NO_RISK.lifecycle, kind: 'fixed', onOpposite: 'warn' },
  portfolio: { ...NO_RISK.portfolio, kind: 'fixed', maxCorrelation: 0.9 },
  costs: { ...NO_RISK.costs, kind: 'modelled' },
  funding: { ...NO_RISK.funding, kind: 'scaled' },
}

/** SPEC §6.3. */
export const STANDARD_SIZING: RiskSizing = {
  kind: 'risk',
  riskPct: 0.015,
  maxRiskPct: 0.03,
  minNotional: 20,
  maxNotional: 5000,
  highFrom: 0.85,
  highMultiplier: 2,
  raisedFrom: 0.7,
  raisedMultiplier: 1.5,
  normalFrom: 0.6,
  normalMultiplier: 1,
  lowMultiplier: 0.3,
}

/** SPEC §6.3: 5–20 times. */
export const STANDARD_AUTO_LEVERAGE: AutoLeverage = { kind: 'auto', least: 5, most: 20, cushionAtrs: 2 }

/** No protection at all. */
export const NO_EXITS: ExitRules = { targetShare: 0.5 }

/** SPEC §6.4–6.5. */
export const STANDARD_EXITS: ExitRules = {
  ...NO_EXITS,
  stopPct: 0.08,
  stopTrending: 0.9,
  stopNormal: 1,
  stopRanging: 0.8,
  stopAtrs: 1.5,
  targetPct: 0.06,
  targetConfidence: 0.6,
  trailPct: 0.02,
  breakEvenAt: 0.7,
}
