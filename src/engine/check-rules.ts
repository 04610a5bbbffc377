import { QtError } from '../core/error.ts'
import type { TradingRules } from './rules.ts'

/** Least and greatest value that a rule may have; `[` … `(` as in mathematics. */
type Bounds = readonly [least: number, most: number, isLeastAllowed: boolean]

const EXITS: Readonly<Record<string, Bounds>> = {
  stopPct: [0, 0.99, false],
  targetPct: [0, 10, false],
  targetShare: [0, 1, false],
  trailPct: [0, 0.99, false],
  breakEvenAt: [0, 1, false],
  timeStopBars: [1, 1e9, true],
}

const SLIPPAGE: Readonly<Record<string, Bounds>> = {
  bps: [0, 1000, true],
  impactBps: [0, 10_000, true],
  share: [0, 10, true],
}

const SIZING: Readonly<Record<string, Bounds>> = { share: [0, 125, false], notional: [0, 1e15, false] }
const ENTRY: Readonly<Record<string, Bounds>> = { offsetBps: [-1000, 10_000, true], lifeBars: [1, 1e9, true] }
const OWN: Readonly<Record<string, Bounds>> = { initialEquity: [0, 1e15, false], leverage: [1, 125, true] }
const WORDS = ['kind', 'isPostOnly']

/** Refuses trading rules that cannot be meant: percent for shares, unknown names, numbers that are none. */
export function checkRules(rules: TradingRules): void {
  const { initialEquity, leverage, exits, sizing, entry, venue } = rules
  checkGroup('', { initialEquity, leverage }, OWN)
  checkGroup('exits.', exits, EXITS)
  checkGroup('sizing.', sizing, SIZING)
  checkGroup('entry.', entry, ENTRY)
  checkGroup('venue.slippage.', venue.slippage, SLIPPAGE)
  if (exits.targetShare === undefined) throw refused('exits.targetShare', undefined, '0 < … ≤ 1')
  if (exits.breakEvenAt !== undefined && exits.targetPct === undefined) {
    throw new QtError(
      'config',
      'exits.breakEvenAt is a share of the way to the target: it needs exits.targetPct',
    )
  }
}

function checkGroup(group: string, values: object, bounds: Readonly<Record<string, Bounds>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (WORDS.includes(name) || value === undefined) continue
    const known = bounds[name]
    if (!known) {
      throw new QtError(
        'config',
        `unknown rule ${group}${name}`,
        `allowed: ${Object.keys(bounds).join(', ')}`,
      )
    }
    const [least, most, isLeastAllowed] = known
    const isInside =
      typeof value === 'number' && value <= most && (isLeastAllowed ? value >= least : value > least)
    if (!isInside)
      throw refused(`${group}${name}`, value, `${least} ${isLeastAllowed ? '≤' : '<'} … ≤ ${most}`)
  }
}

function refused(name: string, value: unknown, allowed: string): QtError {
  return new QtError('config', `rule ${name}: expected ${allowed}, got ${String(value)}`)
}
