import type { EntryRules, SizingRules } from '../../engine/rules.ts'
import type { AutoLeverage, ExitRules } from '../../risk/rules.ts'
import type { SlippageModel } from '../../venue/costs.ts'
import type { VenueRules } from '../../venue/rules.ts'
import type { Described, Description, FlagOf } from '../setting.ts'

const SHARE_OF_ENTRY = 'share of the entry price'
const CONFIDENCE = 'confidence'

const WITH_STOP = [{ path: 'exits.stopPct' }]
const WITH_TARGET = [{ path: 'exits.targetPct' }]

const percent = (name: string): FlagOf => ({ name, isPercent: true })

export const ACCOUNT: Described<Record<'initialEquity' | 'leverage' | 'marginMode', unknown>> = {
  initialEquity: { help: 'equity a backtest begins with', unit: 'quote', flag: 'equity' },
  leverage: {
    help: 'notional ÷ margin, or auto: as much as leaves the stop before liquidation',
    unit: 'times',
    env: 'QT_DEFAULT_LEVERAGE',
    flag: 'leverage',
  },
  marginMode: { help: 'positions share the wallet, or each has its own margin', flag: 'margin' },
}

export const AUTO_LEVERAGE: Described<Omit<AutoLeverage, 'kind'>> = {
  least: { help: 'leverage auto: never less', unit: 'times' },
  most: { help: 'leverage auto: never more', unit: 'times' },
  cushionAtrs: { help: 'leverage auto: distance kept between stop and liquidation', unit: 'ATRs' },
}

type FieldsOf<T> = T extends unknown ? keyof T : never

export const SIZING: Record<FieldsOf<SizingRules>, Description> = {
  kind: { help: 'a share of equity, a notional, or what the stop may lose' },
  share: {
    help: 'equity per position; none: one divided by the number of instruments',
    unit: 'share of equity',
    flag: { name: 'share', also: ['sizing.kind', 'share'] },
  },
  notional: {
    help: 'notional per position',
    unit: 'quote',
    flag: { name: 'notional', also: ['sizing.kind', 'notional'] },
  },
  riskPct: {
    help: 'what a trade may lose at its stop, before multipliers',
    unit: 'share of equity',
    env: 'RM_RISK_PER_TRADE_PCT',
  },
  maxRiskPct: { help: 'the same after multipliers', unit: 'share of equity', env: 'RM_MAX_RISK_PCT' },
  minNotional: { help: 'smallest position', unit: 'quote', env: 'RM_MIN_POSITION_USD' },
  maxNotional: { help: 'largest position', unit: 'quote', env: 'RM_MAX_POSITION_USD' },
  highFrom: { help: 'the high multiplier holds from', unit: CONFIDENCE },
  highMultiplier: { help: 'multiplies the risk from there on', unit: 'factor', env: 'RM_HIGH_CONF_MULT' },
  raisedFrom: { help: 'the raised multiplier holds from', unit: CONFIDENCE },
  raisedMultiplier: { help: 'multiplies the risk from there on', unit: 'factor' },
  normalFrom: { help: 'the normal multiplier holds from', unit: CONFIDENCE },
  normalMultiplier: { help: 'multiplies the risk from there on', unit: 'factor' },
  lowMultiplier: { help: 'multiplies the risk below', unit: 'factor', env: 'RM_LOW_CONF_MULT' },
}

export const ENTRY: Record<FieldsOf<EntryRules>, Description> = {
  kind: { help: 'enter at the next open, or by a resting limit order' },
  offsetBps: { help: 'limit order better than the close by', unit: 'bps' },
  lifeBars: { help: 'limit order is cancelled after', unit: 'bars' },
  isPostOnly: { help: 'refuse a limit order that would cross' },
}

export const EXITS: Described<ExitRules> = {
  stopPct: {
    help: 'distance of the stop',
    unit: SHARE_OF_ENTRY,
    env: 'QT_SL_PCT',
    flag: percent('stop'),
  },
  stopTrending: { help: 'widens the stop while TRENDING; none: 1', unit: 'factor', when: WITH_STOP },
  stopNormal: { help: 'widens the stop while NORMAL; none: 1', unit: 'factor', when: WITH_STOP },
  stopRanging: { help: 'widens the stop while RANGING; none: 1', unit: 'factor', when: WITH_STOP },
  stopAtrs: { help: 'distance of the stop; beside exits.stopPct the tighter holds', unit: 'ATRs' },
  targetPct: {
    help: 'distance of the first target',
    unit: SHARE_OF_ENTRY,
    env: 'QT_TP_PCT',
    flag: percent('target'),
  },
  targetConfidence: {
    help: 'the target is that far at, else in proportion; none: always',
    unit: CONFIDENCE,
    when: WITH_TARGET,
  },
  targetShare: {
    help: 'what the target closes',
    unit: 'share of the position',
    env: 'QT_PARTIAL_TP',
    when: WITH_TARGET,
    flag: percent('target-share'),
  },
  trailPct: {
    help: 'distance of the trailing stop',
    unit: 'share of the best price',
    env: 'QT_TRAIL_PCT',
    flag: percent('trail'),
  },
  breakEvenAt: {
    help: 'where the stop moves to the entry price',
    unit: 'share of the way to the target',
    flag: percent('break-even'),
  },
  timeStopBars: { help: 'a position is closed after so many', unit: 'bars', flag: 'time-stop' },
}

export const VENUE: Described<Omit<VenueRules, 'slippage'>> = {
  reading: { help: 'the path inside a bar', flag: 'reading' },
  triggerBy: { help: 'price that triggers stops and targets', flag: 'trigger' },
  limitFill: { help: 'a limit order fills when the bar trades', flag: 'limit-fill' },
}

export const SLIPPAGE: Record<FieldsOf<SlippageModel>, Description> = {
  kind: { help: 'how slippage is modelled' },
  bps: { help: 'slippage of every market fill', unit: 'bps' },
  impactBps: { help: 'added per share of the volume of the bar before', unit: 'bps' },
  share: { help: 'added per ATR ÷ price', unit: 'factor' },
}
