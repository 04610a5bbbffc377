import { closest, QtError } from '../../core/error.ts'
import { dlinearConfig } from './baselines/dlinear-config.ts'
import type { NetKind } from './net.ts'
import { nhitsConfig } from './nhits/config.ts'
import { patchtstConfig } from './patchtst/config.ts'

/** A configuration of each kind: what members there are, and of what type. */
const EXAMPLES: Readonly<Record<NetKind, object>> = {
  nhits: nhitsConfig({ horizon: 1 }),
  patchtst: patchtstConfig({ horizon: 1 }),
  dlinear: dlinearConfig({ horizon: 1 }),
}

/** Members that may be absent. */
const OPTIONAL: Readonly<Record<string, unknown>> = { channels: 1 }

/** Of each kind of head. */
const HEADS: Readonly<Record<string, object>> = {
  point: { kind: '' },
  quantiles: { kind: '', levels: [0] },
  classes: { kind: '', count: 0 },
}

/** @throws QtError `usage` for a kind that does not exist */
export function checkKind(kind: string): asserts kind is NetKind {
  if (Object.hasOwn(EXAMPLES, kind)) return
  throw new QtError('usage', `kind of a net: ${kind}`, `allowed: ${Object.keys(EXAMPLES).join(', ')}`)
}

/** @throws QtError `usage` for a configuration that has not the members and types of its kind */
export function checkMembers(kind: NetKind, config: unknown): void {
  compare(config, EXAMPLES[kind], 'config')
}

/** Refuses what has not the members and types of an example. */
function compare(given: unknown, example: unknown, where: string): void {
  if (Array.isArray(example)) compareList(given, example, where)
  else if (isObject(example))
    compareMembers(given, where === 'config.head' ? headLike(given) : example, where)
  else if (typeof given !== typeof example) throw wrong(where, `a ${typeof example}`, given)
}

function headLike(given: unknown): object {
  const kind = isObject(given) ? String(given.kind) : ''
  if (Object.hasOwn(HEADS, kind)) return HEADS[kind]!
  throw wrong('config.head.kind', Object.keys(HEADS).join(', '), kind)
}

function compareList(given: unknown, example: readonly unknown[], where: string): void {
  if (!Array.isArray(given)) throw wrong(where, 'a list', given)
  given.forEach((item, i) => {
    compare(item, example[0], `${where}[${i}]`)
  })
}

function compareMembers(given: unknown, example: object, where: string): void {
  if (!isObject(given)) throw wrong(where, 'an object', given)
  for (const [name, member] of Object.entries(example)) compare(given[name], member, `${where}.${name}`)
  const others = Object.keys(given).filter((name) => !Object.hasOwn(example, name))
  for (const name of others) {
    if (!Object.hasOwn(OPTIONAL, name))
      throw noSuch(where, name, [...Object.keys(example), ...Object.keys(OPTIONAL)])
    compare(given[name], OPTIONAL[name], `${where}.${name}`)
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(where: string, expected: string, given: unknown): QtError {
  return new QtError('usage', `${where}: ${expected} expected, got ${JSON.stringify(given) ?? 'nothing'}`)
}

function noSuch(where: string, name: string, known: readonly string[]): QtError {
  const near = closest(name, known)
  const hint = near ? `did you mean ${near}?` : `allowed: ${known.join(', ')}`
  return new QtError('usage', `${where}.${name}: no such member`, hint)
}
