import { parseArgs } from 'node:util'
import { closest, QtError } from '../core/error.ts'
import { formatDay } from '../core/time.ts'
import type { Command, Flag, FlagValues } from './command.ts'

/** Flags that every command takes. */
export const COMMON_FLAGS: Readonly<Record<string, Flag>> = {
  json: { type: 'boolean', help: 'print one JSON document on standard output' },
  quiet: { type: 'boolean', help: 'no progress on standard error' },
  debug: { type: 'boolean', help: 'show where an error came from' },
  help: { type: 'boolean', short: 'h', help: 'this text' },
}

export interface ParsedArguments {
  readonly flags: FlagValues
  readonly positionals: readonly string[]
}

/** Parses what follows the command's name; unknown flags are refused with the nearest known one. */
export function parseFlags(command: Command, args: readonly string[]): ParsedArguments {
  const known = { ...command.flags, ...COMMON_FLAGS }
  for (const argument of args) {
    if (argument === '--') break
    const name = /^--([^=]+)/.exec(argument)?.[1]
    if (name !== undefined && !(name in known)) throw unknownFlag(command, name, Object.keys(known))
  }
  try {
    const options = Object.fromEntries(
      Object.entries(known).map(([name, { type, short, multiple = false }]) => [
        name,
        { type, multiple, ...(short ? { short } : {}) },
      ]),
    )
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    })
    return { flags: values as FlagValues, positionals }
  } catch (error) {
    throw new QtError('usage', (error as Error).message.replace(/\. To specify.*/s, ''), helpHint(command))
  }
}

function unknownFlag(command: Command, name: string, known: readonly string[]): QtError {
  const near = closest(name, known)
  return new QtError(
    'usage',
    `unknown flag --${name}${near ? `; did you mean --${near}?` : ''}`,
    helpHint(command),
  )
}

export function helpHint(command: Command): string {
  return `qt ${command.name} --help lists what is allowed`
}

export function textFlag(flags: FlagValues, name: string): string | undefined {
  const value = flags[name]
  return typeof value === 'string' ? value : undefined
}

export function listFlag(flags: FlagValues, name: string): string[] {
  const value = flags[name]
  if (value === undefined || typeof value === 'boolean') return []
  const values = typeof value === 'string' ? [value] : value
  return values.flatMap((text) => String(text).split(',')).filter((text) => text !== '')
}

/** A number with its bounds; the message names the flag, the value and what is allowed. */
export function numberFlag(
  flags: FlagValues,
  name: string,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, isInteger = false } = {},
): number | undefined {
  const text = textFlag(flags, name)
  if (text === undefined) return undefined
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(value) && value >= min && value <= max && (!isInteger || Number.isInteger(value)))
    return value
  const kind = isInteger ? 'a whole number' : 'a number'
  const range =
    Number.isFinite(min) && Number.isFinite(max)
      ? ` from ${min} to ${max}`
      : Number.isFinite(min)
        ? ` of at least ${min}`
        : ''
  throw new QtError('usage', `--${name}: expected ${kind}${range}, got '${text}'`)
}

/** A UTC date or instant: 2024-06-11, 2024-06-11T08:00Z, or epoch milliseconds. */
export function timeFlag(flags: FlagValues, name: string): number | undefined {
  const text = textFlag(flags, name)
  if (text === undefined) return undefined
  const hasZone = /Z|[+-]\d\d:?\d\d$/.test(text)
  const value = /^\d{11,}$/.test(text)
    ? Number(text)
    : Date.parse(text.includes('T') && !hasZone ? `${text}Z` : text)
  // A day that does not exist, 31 February, would silently become another.
  const isSameDay =
    Number.isFinite(value) && (hasZone || !text.includes('-') || formatDay(value) === text.slice(0, 10))
  if (isSameDay && /^\d{4}-\d\d-\d\d|^\d{11,}$/.test(text)) return value
  throw new QtError(
    'usage',
    `--${name}: expected a UTC date such as 2024-06-11 or 2024-06-11T08:00Z, got '${text}'`,
  )
}

export function choiceFlag<T extends string>(
  flags: FlagValues,
  name: string,
  choices: readonly T[],
): T | undefined {
  const text = textFlag(flags, name)
  if (text === undefined || choices.includes(text as T)) return text as T | undefined
  const near = closest(text, choices)
  throw new QtError(
    'usage',
    `--${name}: unknown value '${text}'${near ? `; did you mean '${near}'?` : ''}`,
    `allowed: ${choices.join(', ')}`,
  )
}
