import type { StrategyRules } from '../authoring/strategy.ts'
import { QtError } from '../core/error.ts'
import {
  DEFAULT_RULES,
  type EntryRules,
  type ExitRules,
  type SizingRules,
  type TradingRules,
} from '../engine/rules.ts'
import type { SlippageModel } from '../venue/costs.ts'
import type { Flag, FlagValues } from './command.ts'
import { choiceFlag, numberFlag, textFlag } from './flags.ts'

/** Flags that set the trading rules of a run; what is not given is the strategy's, then the default. */
export const RULES_FLAGS: Readonly<Record<string, Flag>> = {
  equity: { type: 'string', help: 'initial equity, quote units (10000)' },
  leverage: { type: 'string', help: 'leverage, 1 to 125 (5)' },
  margin: { type: 'string', help: 'cross or isolated (cross)' },
  share: { type: 'string', help: 'share of equity per position (1 ÷ number of instruments)' },
  notional: { type: 'string', help: 'notional per position, quote units, instead of a share' },
  slippage: { type: 'string', help: 'BPS, volume:BPS:IMPACT_BPS or atr:BPS:SHARE (2)' },
  reading: { type: 'string', help: 'pessimistic, optimistic or ohlc: the path inside a bar (pessimistic)' },
  trigger: { type: 'string', help: 'last or mark: which price triggers stops (last)' },
  'limit-entry': {
    type: 'string',
    help: 'OFFSET_BPS[:LIFE_BARS[:post-only]]: enter by limit orders (market)',
  },
  'limit-fill': { type: 'string', help: 'through or touch: when a resting limit order fills (through)' },
  stop: { type: 'string', help: 'stop, percent of the entry price (none)' },
  target: { type: 'string', help: 'first target, percent of the entry price (none)' },
  'target-share': { type: 'string', help: 'percent of the position that the target closes (50)' },
  trail: { type: 'string', help: 'trailing stop, percent of the best price (none)' },
  'break-even': {
    type: 'string',
    help: 'percent of the way to the target at which the stop moves to the entry (none)',
  },
  'time-stop': { type: 'string', help: 'bars after which a position is closed (none)' },
}

/** The effective rules: defaults < strategy < flags. */
export function rulesFrom(flags: FlagValues, strategy: StrategyRules = {}): TradingRules {
  const base = { ...DEFAULT_RULES, ...strategy }
  const exits = exitsFrom(flags, base.exits)
  const rules = {
    initialEquity: numberFlag(flags, 'equity', { min: 1, max: 1e12 }) ?? base.initialEquity,
    leverage: numberFlag(flags, 'leverage', { min: 1, max: 125 }) ?? base.leverage,
    marginMode: choiceFlag(flags, 'margin', ['cross', 'isolated']) ?? base.marginMode,
    sizing: sizingFrom(flags) ?? base.sizing,
    entry: entryFrom(flags) ?? base.entry,
    exits,
    venue: {
      slippage: slippageFrom(flags) ?? base.venue.slippage,
      reading: choiceFlag(flags, 'reading', ['pessimistic', 'optimistic', 'ohlc']) ?? base.venue.reading,
      triggerBy: choiceFlag(flags, 'trigger', ['last', 'mark']) ?? base.venue.triggerBy,
      limitFill: choiceFlag(flags, 'limit-fill', ['through', 'touch']) ?? base.venue.limitFill,
    },
  }
  if (exits.breakEvenAt !== undefined && exits.targetPct === undefined) {
    throw new QtError('usage', '--break-even is a share of the way to the target: it needs --target')
  }
  return rules
}

function exitsFrom(flags: FlagValues, base: ExitRules): ExitRules {
  const stopPct = percent(flags, 'stop', 0.01, 99) ?? base.stopPct
  const targetPct = percent(flags, 'target', 0.01, 1000) ?? base.targetPct
  const trailPct = percent(flags, 'trail', 0.01, 99) ?? base.trailPct
  const breakEvenAt = percent(flags, 'break-even', 1, 100) ?? base.breakEvenAt
  const timeStopBars =
    numberFlag(flags, 'time-stop', { min: 1, max: 1e9, isInteger: true }) ?? base.timeStopBars
  return {
    targetShare: percent(flags, 'target-share', 1, 100) ?? base.targetShare,
    ...(stopPct === undefined ? {} : { stopPct }),
    ...(targetPct === undefined ? {} : { targetPct }),
    ...(trailPct === undefined ? {} : { trailPct }),
    ...(breakEvenAt === undefined ? {} : { breakEvenAt }),
    ...(timeStopBars === undefined ? {} : { timeStopBars }),
  }
}

function percent(flags: FlagValues, name: string, min: number, max: number): number | undefined {
  const value = numberFlag(flags, name, { min, max })
  return value === undefined ? undefined : value / 100
}

function sizingFrom(flags: FlagValues): SizingRules | undefined {
  const notional = numberFlag(flags, 'notional', { min: 0.01, max: 1e12 })
  const share = numberFlag(flags, 'share', { min: 0.0001, max: 125 })
  if (notional !== undefined && share !== undefined)
    throw new QtError('usage', 'give --share or --notional, not both')
  if (notional !== undefined) return { kind: 'notional', notional }
  return share === undefined ? undefined : { kind: 'share', share }
}

function slippageFrom(flags: FlagValues): SlippageModel | undefined {
  const text = textFlag(flags, 'slippage')
  if (text === undefined) return undefined
  const [kind, ...parts] = /^[a-z]/.test(text) ? text.split(':') : ['fixed', text]
  const [bps, extra] = parts.map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const isBpsValid = bps !== undefined && bps >= 0 && bps <= 1000
  if (kind === 'fixed' && parts.length === 1 && isBpsValid)
    return bps === 0 ? { kind: 'none' } : { kind, bps }
  const isExtraValid = parts.length === 2 && extra !== undefined && extra >= 0 && extra <= 10_000
  if (kind === 'volume' && isBpsValid && isExtraValid) return { kind: 'volumeShare', bps, impactBps: extra }
  if (kind === 'atr' && isBpsValid && isExtraValid) return { kind: 'atrShare', bps, share: extra }
  throw new QtError(
    'usage',
    `--slippage: got '${text}'`,
    'allowed: BPS (0 to 1000), volume:BPS:IMPACT_BPS, atr:BPS:SHARE',
  )
}

function entryFrom(flags: FlagValues): EntryRules | undefined {
  const text = textFlag(flags, 'limit-entry')
  if (text === undefined) return undefined
  const match = /^(-?\d+(?:\.\d+)?)(?::(\d+)(?::(post-only))?)?$/.exec(text)
  const lifeBars = Number(match?.[2] ?? 1)
  if (!match || lifeBars < 1) {
    throw new QtError(
      'usage',
      `--limit-entry: got '${text}'`,
      'allowed: OFFSET_BPS, OFFSET_BPS:LIFE_BARS or OFFSET_BPS:LIFE_BARS:post-only',
    )
  }
  return { kind: 'limit', offsetBps: Number(match[1]), lifeBars, isPostOnly: match[3] !== undefined }
}
