import type { FlagOf, Setting } from './setting.ts'

/** A flag that says several settings at once, in a grammar of its own. */
export interface CompoundFlag {
  readonly name: string
  readonly help: string
  /** Of the value, in words. */
  readonly allowed: string
  /** The settings, texts as --set takes them; undefined where the value does not follow the grammar. */
  parse(text: string): Readonly<Record<string, string>> | undefined
}

const SLIPPAGE_KINDS: Readonly<Record<string, readonly [kind: string, ...names: string[]]>> = {
  fixed: ['fixed', 'bps'],
  volume: ['volumeShare', 'bps', 'impactBps'],
  atr: ['atrShare', 'bps', 'share'],
}

const slippage: CompoundFlag = {
  name: 'slippage',
  help: 'BPS, volume:BPS:IMPACT_BPS or atr:BPS:SHARE (2)',
  allowed: 'BPS (0 to 1000), volume:BPS:IMPACT_BPS, atr:BPS:SHARE',
  parse(text) {
    const [word, ...parts] = /^[a-z]/.test(text) ? text.split(':') : ['fixed', text]
    const [kind, ...names] = SLIPPAGE_KINDS[word!] ?? []
    if (kind === undefined || names.length !== parts.length || !parts.every(isNumber)) return undefined
    if (kind === 'fixed' && Number(parts[0]) === 0) return { 'venue.slippage.kind': 'none' }
    const values = names.map((name, k) => [`venue.slippage.${name}`, parts[k]!])
    return { 'venue.slippage.kind': kind, ...Object.fromEntries(values) }
  },
}

const limitEntry: CompoundFlag = {
  name: 'limit-entry',
  help: 'OFFSET_BPS[:LIFE_BARS[:post-only]]: enter by limit orders (market)',
  allowed: 'OFFSET_BPS, OFFSET_BPS:LIFE_BARS or OFFSET_BPS:LIFE_BARS:post-only',
  parse(text) {
    const [, offset, life, postOnly] = /^(-?\d+(?:\.\d+)?)(?::(\d+)(?::(post-only))?)?$/.exec(text) ?? []
    if (offset === undefined || life === '0') return undefined
    return {
      'entry.kind': 'limit',
      'entry.offsetBps': offset,
      'entry.lifeBars': life ?? '1',
      'entry.isPostOnly': String(postOnly !== undefined),
    }
  },
}

export const COMPOUND_FLAGS: readonly CompoundFlag[] = [slippage, limitEntry]

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text))

/** The setting as its flag sees it: in percent where the flag speaks in percent. */
export function flagView({ value, unit }: Setting, { isPercent }: FlagOf): Pick<Setting, 'value' | 'unit'> {
  if (!isPercent || value.kind !== 'number') return { value, unit }
  const scaled = { ...value, least: inPercent(value.least), most: inPercent(value.most) }
  return { value: scaled, unit: unit.replace(/^share/, 'percent') }
}

/** 7, not 7.000000000000001. */
export const inPercent = (share: number) => Number((100 * share).toPrecision(12))
