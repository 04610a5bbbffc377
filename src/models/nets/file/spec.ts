import { QtError } from '../../../core/error.ts'
import { checkDlinear, dlinearConfig } from '../baselines/dlinear-config.ts'
import type { NetSpec } from '../create-net.ts'
import type { NetKind } from '../net.ts'
import { checkNhits, nhitsConfig } from '../nhits/config.ts'
import { checkPatchtst, patchtstConfig } from '../patchtst/config.ts'

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

/**
 * The architecture that a document names.
 *
 * @throws QtError `data` that says which member is wrong
 */
export function specFrom(kind: string, config: unknown): NetSpec {
  const example = Object.hasOwn(EXAMPLES, kind) ? EXAMPLES[kind as NetKind] : undefined
  if (!example) throw wrong('kind', Object.keys(EXAMPLES).join(', '), kind)
  compare(config, example, 'config')
  const spec = { kind, config } as NetSpec
  try {
    checkSpec(spec)
  } catch (cause) {
    throw new QtError('data', `config: ${(cause as Error).message}`, (cause as QtError).hint, { cause })
  }
  return spec
}

function checkSpec(spec: NetSpec): void {
  if (spec.kind === 'nhits') checkNhits(spec.config)
  else if (spec.kind === 'patchtst') checkPatchtst(spec.config)
  else checkDlinear(spec.config)
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
    if (!Object.hasOwn(OPTIONAL, name)) throw new QtError('data', `${where}.${name}: no such member`)
    compare(given[name], OPTIONAL[name], `${where}.${name}`)
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(where: string, expected: string, given: unknown): QtError {
  return new QtError('data', `${where}: ${expected} expected, got ${JSON.stringify(given) ?? 'nothing'}`)
}
