import { closest, QtError } from '../core/error.ts'
import type { Setting, SettingValue } from './setting.ts'
import { PATHS, settingAt } from './settings.ts'
import { allowedWords } from './words.ts'

/** Where a value comes from, in rising order: each goes over those before it. */
export const LAYERS = ['default', 'profile', 'strategy', 'file', 'environment', 'flag'] as const
export type Layer = (typeof LAYERS)[number]

export interface Origin {
  readonly layer: Layer
  /** `default`, `profile safe`, `strategy ema-cross`, `qt.config.ts`, `.env line 12`, `environment QT_SL_PCT`, `flag --stop`. */
  readonly label: string
  /** How an error calls the value: `QT_SL_PCT (.env line 12)`, `--stop`. */
  readonly name: string
}

/** One source says what one setting is; undefined = none. */
export interface Assignment {
  readonly path: string
  readonly value: unknown
  readonly origin: Origin
}

/** What a source said, and what was wrong with it. */
export interface Reading {
  readonly assignments: readonly Assignment[]
  readonly problems: readonly QtError[]
}

/** Reads entries one by one, so that one fault does not hide the next. */
export function readEach<E>(entries: Iterable<E>, read: (entry: E) => readonly Assignment[]): Reading {
  const assignments: Assignment[] = []
  const problems: QtError[] = []
  for (const entry of entries) {
    try {
      assignments.push(...read(entry))
    } catch (error) {
      if (!(error instanceof QtError)) throw error
      problems.push(error)
    }
  }
  return { assignments, problems }
}

/** Of values of one layer for one setting the later stands in for the earlier only where they agree. */
export function agreed(assignments: readonly Assignment[]): Reading {
  const first = new Map<string, Assignment>()
  return readEach(assignments, (own) => {
    const other = first.get(own.path)
    if (other && !isSame(other.value, own.value)) throw disagreement(other, own)
    first.set(own.path, own)
    return other ? [] : [own]
  })
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function disagreement(a: Assignment, b: Assignment): QtError {
  return new QtError(
    'config',
    `${a.origin.name} and ${b.origin.name} both set ${a.path}, to ${shown(a.value)} and ${shown(b.value)}: give one, not both`,
  )
}

/** A value in words, as the command line takes it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'none'
  return Array.isArray(value) ? value.join(',') || 'all' : String(value)
}

/** The setting at a path, or the error that names it and its neighbours. */
export function knownSetting(path: string, name: string): Setting {
  const setting = settingAt(path)
  if (setting) return setting
  const near = nearest(path, PATHS)
  const beside = PATHS.filter((known) => known.startsWith(`${path.split('.')[0]}.`))
  throw new QtError(
    'config',
    `${name}: unknown setting '${path}'${near ? `; did you mean '${near}'?` : ''}`,
    beside.length > 0 ? `there are: ${beside.join(', ')}` : 'qt doctor lists the settings',
  )
}

/** What a wrong name was meant to be: a few letters away, or what it is a part of. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  return closest(name, known) ?? known.find((own) => own.startsWith(name) || own.endsWith(`.${name}`))
}

/** The error for a value that is not allowed. @param given as it was written */
export function refusedValue(name: string, given: string, value: SettingValue, unit = ''): QtError {
  const { expected, allowed } = allowedWords(value, unit)
  if (value.kind !== 'choice')
    return new QtError('config', `${name}: expected ${expected}, got '${given}'`, allowed)
  const near = closest(given.replaceAll('"', ''), value.choices)
  return new QtError(
    'config',
    `${name}: unknown value '${given}'${near ? `; did you mean '${near}'?` : ''}`,
    allowed,
  )
}
