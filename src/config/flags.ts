import { QtError } from '../core/error.ts'
import {
  type Assignment,
  agreed,
  knownSetting,
  type Origin,
  type Reading,
  readEach,
  refusedValue,
  shown,
} from './assignment.ts'
import { COMPOUND_FLAGS, type CompoundFlag, flagView, inPercent } from './flag-grammar.ts'
import { parseText, WRONG } from './parse-value.ts'
import type { FlagOf, Setting } from './setting.ts'
import { SETTINGS } from './settings.ts'

/** What the command line gave; flags that are none of ours are someone else's. */
export type GivenFlags = Readonly<Record<string, unknown>>

/** A flag of the configuration, for the help. */
export interface FlagHelp {
  readonly name: string
  readonly help: string
  readonly isRepeatable?: boolean
}

const FLAGGED = SETTINGS.flatMap((setting) => (setting.flag ? [{ setting, flag: setting.flag }] : []))

/** Every flag that sets configuration, `--config` among them, which says where the file lies. */
export const CONFIG_FLAGS: readonly FlagHelp[] = [
  ...FLAGGED.map(({ setting, flag }) => ({ name: flag.name, help: helpOf(setting, flag) })),
  ...COMPOUND_FLAGS.map(({ name, help }) => ({ name, help })),
  {
    name: 'set',
    help: 'PATH=VALUE: any setting; may be repeated (qt doctor lists them)',
    isRepeatable: true,
  },
  { name: 'config', help: 'FILE instead of qt.config.ts, .js, .mjs or .json' },
]

function helpOf(setting: Setting, flag: FlagOf): string {
  const { value, unit } = flagView(setting, flag)
  const choices = value.kind === 'choice' ? `: ${value.choices.join(', ')}` : ''
  const preset =
    flag.isPercent && typeof setting.default === 'number' ? inPercent(setting.default) : setting.default
  return `${setting.help}${choices}${unit === '' ? '' : `, ${unit}`} (${shown(preset)})`
}

export function readFlags(flags: GivenFlags): Reading {
  const single = readEach(FLAGGED, ({ setting, flag }) => readSimple(flags[flag.name], setting, flag))
  const compound = readEach(COMPOUND_FLAGS, (flag) => readCompound(flags[flag.name], flag))
  const set = readEach(listOf(flags.set), readSet)
  const all = [single, compound, set]
  const both = agreed(all.flatMap(({ assignments }) => assignments))
  return {
    assignments: both.assignments,
    problems: [...all.flatMap(({ problems }) => problems), ...both.problems],
  }
}

const listOf = (given: unknown): readonly string[] => (Array.isArray(given) ? given.map(String) : [])

const originOf = (name: string, label = name): Origin => ({ layer: 'flag', label: `flag ${label}`, name })

function readSimple(given: unknown, setting: Setting, flag: FlagOf): Assignment[] {
  if (typeof given !== 'string') return []
  const origin = originOf(`--${flag.name}`)
  const view = flagView(setting, flag)
  const parsed = parseText(given, view.value)
  if (parsed === WRONG) throw refusedValue(origin.name, given, view.value, view.unit)
  const value = flag.isPercent && typeof parsed === 'number' ? parsed / 100 : parsed
  const also = flag.also ? [{ path: flag.also[0], value: flag.also[1], origin }] : []
  return [...also, { path: setting.path, value, origin }]
}

function readCompound(given: unknown, { name, allowed, parse }: CompoundFlag): Assignment[] {
  if (typeof given !== 'string') return []
  const origin = originOf(`--${name}`)
  const parts = parse(given)
  if (!parts) throw new QtError('config', `${origin.name}: got '${given}'`, `allowed: ${allowed}`)
  return Object.entries(parts).map(([path, text]) => assign(path, text, origin))
}

function readSet(text: string): Assignment[] {
  const [, path, value] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? []
  if (path === undefined || value === undefined) {
    throw new QtError('config', `--set: expected PATH=VALUE, got '${text}'`, 'such as exits.stopPct=0.05')
  }
  const { scope, variables } = knownSetting(path, '--set')
  if (scope !== 'anywhere') {
    throw new QtError(
      'config',
      `--set: ${path} can be set in the environment alone`,
      `by ${variables[0]!.name}`,
    )
  }
  return [assign(path, value, originOf(`--set ${path}`))]
}

function assign(path: string, text: string, origin: Origin): Assignment {
  const { value: allowed, unit } = knownSetting(path, origin.name)
  const value = parseText(text, allowed)
  if (value === WRONG) throw refusedValue(origin.name, text, allowed, unit)
  return { path, value, origin }
}
