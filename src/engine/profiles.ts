import type { RiskSizing } from '../risk/rules.ts'
import { STANDARD_RISK, STANDARD_SIZING } from '../risk/rules.ts'
import { PLAIN_RULES, STANDARD_RULES, type TradingRules } from './rules.ts'

/** Ways to trade by name (SPEC §6.6): what a run starts from. */
export const PROFILE_NAMES = ['plain', 'default', 'safe', 'aggressive'] as const
export type ProfileName = (typeof PROFILE_NAMES)[number]

interface Temper {
  readonly baseConfidence: number
  readonly riskPct: number
  readonly maxPositions: number
  readonly maxExposureTimes: number
  readonly maxDailyLossPct: number
}

/** Limits as multiples and shares of equity, in place of the amounts of the default. */
function tempered({ baseConfidence, riskPct, maxPositions, maxExposureTimes, maxDailyLossPct }: Temper) {
  const { maxDailyLoss: _, maxExposure: __, ...governor } = STANDARD_RISK.governor
  const sizing: RiskSizing = { ...STANDARD_SIZING, riskPct }
  return {
    ...STANDARD_RULES,
    sizing,
    risk: {
      ...STANDARD_RISK,
      governor: { ...governor, maxExposureTimes, maxDailyLossPct },
      policy: { ...STANDARD_RISK.policy, baseConfidence },
      portfolio: { ...STANDARD_RISK.portfolio, maxPositions },
    },
  }
}

export const PROFILES: Readonly<Record<ProfileName, TradingRules>> = {
  plain: PLAIN_RULES,
  default: STANDARD_RULES,
  safe: tempered({
    baseConfidence: 0.55,
    riskPct: 0.008,
    maxPositions: 6,
    maxExposureTimes: 10,
    maxDailyLossPct: 0.02,
  }),
  aggressive: tempered({
    baseConfidence: 0.45,
    riskPct: 0.015,
    maxPositions: 10,
    maxExposureTimes: 20,
    maxDailyLossPct: 0.05,
  }),
}
