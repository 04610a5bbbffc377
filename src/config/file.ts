import { QtError } from '../core/error.ts'
import {
  type Assignment,
  knownSetting,
  type Origin,
  type Reading,
  readEach,
  refusedValue,
} from './assignment.ts'
import { flatten, isGroup } from './flatten.ts'
import { parseTyped, WRONG } from './parse-value.ts'
import { PATHS } from './settings.ts'

export interface ConfigFile {
  /** As messages call it: `qt.config.ts`. */
  readonly name: string
  readonly value: unknown
}

/** The settings of a configuration file: nested by the parts of their paths, any of them absent. */
export function readConfigFile({ name, value }: ConfigFile): Reading {
  if (!isGroup(value)) {
    const problem = new QtError('config', `${name}: expected an object of settings, got ${kindOf(value)}`)
    return { assignments: [], problems: [problem] }
  }
  return readNested(value, 'file', name, name)
}

/** Nested values as assignments of one layer. */
export function readNested(value: object, layer: Origin['layer'], label: string, place: string): Reading {
  return readEach(flatten(value), ([path, given]) => {
    // In TypeScript and JavaScript a key may be there and say nothing.
    if (given === undefined) return []
    return [assignmentOf(path, given, { layer, label, name: `${path} (${place})` }, place)]
  })
}

function assignmentOf(path: string, given: unknown, origin: Origin, place: string): Assignment {
  const isGroupName = PATHS.some((known) => known.startsWith(`${path}.`))
  if (isGroupName)
    throw new QtError('config', `${origin.name}: expected a group of settings, got ${kindOf(given)}`)
  const { value: allowed, unit, scope, variables } = knownSetting(path, place)
  if (scope !== 'anywhere') {
    throw new QtError(
      'config',
      `${origin.name}: can be set in the environment alone`,
      `by ${variables[0]!.name}`,
    )
  }
  const value = parseTyped(given, allowed)
  if (value === WRONG) throw refusedValue(origin.name, textOf(given), allowed, unit)
  return { path, value, origin }
}

const kindOf = (value: unknown) =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`

/** As it was written; what is nested is only named. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`
  return typeof value === 'object' && value !== null ? kindOf(value) : String(value)
}
