import { isAllowed } from '../engine/rule-value.ts'
import type { SettingValue } from './setting.ts'

/** Says that a text or a value is none that the setting may have. */
export const WRONG = Symbol('wrong')

/** Switches a limit off. */
export const NONE = 'none'

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const SWITCHES: Readonly<Record<string, boolean | undefined>> = {
  true: true,
  1: true,
  yes: true,
  on: true,
  false: false,
  0: false,
  no: false,
  off: false,
}
const INSTRUMENT_ID = /^[A-Z0-9_-]{2,40}$/

/** The value that a text of the environment or a flag means, undefined for none, or WRONG. */
export function parseText(text: string, allowed: SettingValue): unknown {
  const word = text.trim()
  if (allowed.isOptional && allowed.kind !== 'text' && word.toLowerCase() === NONE) return undefined
  switch (allowed.kind) {
    case 'number':
      return DECIMAL.test(word) ? parseTyped(Number(word), allowed) : parseTyped(word.toLowerCase(), allowed)
    case 'switch':
      return parseTyped(SWITCHES[word.toLowerCase()] ?? word, allowed)
    case 'names':
      return parseTyped(word === '' ? [] : word.split(/[\s,]+/), allowed)
    default:
      return parseTyped(word, allowed)
  }
}

/** The same for a value of a configuration file, which has types of its own. */
export function parseTyped(value: unknown, allowed: SettingValue): unknown {
  switch (allowed.kind) {
    case 'names':
      return namesOf(value)
    case 'text':
      return typeof value === 'string' ? value : WRONG
    case 'secret':
      return typeof value === 'string' ? value !== '' : WRONG
    case 'choice':
      return allowed.choices.find((choice) => isSameWord(choice, value)) ?? noneOr(value, allowed)
    default:
      if ('word' in allowed && allowed.word !== undefined && value === allowed.word) return value
      return value !== undefined && isAllowed(allowed, value) ? value : noneOr(value, allowed)
  }
}

function noneOr(value: unknown, { isOptional }: SettingValue): unknown {
  return isOptional && value === NONE ? undefined : WRONG
}

function namesOf(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every((name) => typeof name === 'string')) return WRONG
  const names = value.filter((name) => name !== '').map((name) => name.toUpperCase())
  return names.every((name) => INSTRUMENT_ID.test(name)) ? [...new Set(names)].sort() : WRONG
}

const isSameWord = (choice: string, value: unknown) =>
  typeof value === 'string' && value.toLowerCase() === choice.toLowerCase()
