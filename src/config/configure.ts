import { QtError } from '../core/error.ts'
import { checkRules } from '../engine/check-rules.ts'
import type { ProfileName } from '../engine/profiles.ts'
import type { TradingRules } from '../engine/rules.ts'
import type { Assignment, Origin, Reading } from './assignment.ts'
import { conflictsOf } from './conflicts.ts'
import type { Effective, EffectiveSettings } from './effective.ts'
import { type Environment, readEnvironment, type TextFile } from './environment.ts'
import { type ConfigFile, readConfigFile } from './file.ts'
import { type GivenFlags, readFlags } from './flags.ts'
import type { OperationSettings } from './operation.ts'
import { profileAssignments } from './profile.ts'
import { operationOf, rulesOf } from './sections.ts'
import { SETTINGS } from './settings.ts'
import { type ConfiguredStrategy, readStrategy } from './strategy-rules.ts'

/** Everything that may say something, as text and plain values; each may be absent. */
export interface ConfigSources {
  readonly strategy?: ConfiguredStrategy
  readonly file?: ConfigFile
  readonly envFile?: TextFile
  readonly environment?: Environment
  readonly flags?: GivenFlags
}

/** The one configuration: typed, checked, and each value with its origin. */
export interface Configuration {
  readonly profile: { readonly name: ProfileName; readonly origin: Origin }
  readonly rules: TradingRules
  readonly operation: OperationSettings
  /** Every setting, in the order of the table. */
  readonly settings: readonly Effective[]
}

export interface Inspection {
  /** Of what could be read; `rules` may not go together where there are problems. */
  readonly configuration: Configuration
  readonly problems: readonly QtError[]
}

/** The configuration, or the error that says what is wrong with it. */
export function configure(sources: ConfigSources): Configuration {
  const { configuration, problems } = inspect(sources)
  const [first, ...others] = problems
  if (!first) return configuration
  if (others.length === 0) throw first
  const more = `${others.length} more problem${others.length === 1 ? '' : 's'}: qt doctor lists them`
  throw new QtError(first.code, first.message, first.hint ? `${first.hint}; ${more}` : more)
}

/** default < profile < strategy < file < environment < flags: each says what it says, the higher holds. */
export function inspect(sources: ConfigSources): Inspection {
  const readings = readingsOf(sources)
  const given = readings.flatMap(({ assignments }) => assignments)
  const profile = profileOf(given)
  const effective = overlay([...profileAssignments(profile.name), ...given])
  const configuration: Configuration = {
    profile,
    rules: rulesOf(effective),
    operation: operationOf(effective),
    settings: [...effective.values()],
  }
  const problems = [...readings.flatMap((reading) => reading.problems), ...conflictsOf(effective)]
  return { configuration, problems: [...problems, ...ruleProblems(configuration, problems)] }
}

function readingsOf({ strategy, file, envFile, environment, flags }: ConfigSources): readonly Reading[] {
  return [
    ...(strategy ? [readStrategy(strategy)] : []),
    ...(file ? [readConfigFile(file)] : []),
    readEnvironment(environment ?? {}, envFile),
    readFlags(flags ?? {}),
  ]
}

const DEFAULT_ORIGIN: Origin = { layer: 'default', label: 'default', name: 'default' }

function profileOf(given: readonly Assignment[]): Configuration['profile'] {
  const chosen = given.findLast(({ path }) => path === 'profile')
  if (!chosen) return { name: 'default', origin: DEFAULT_ORIGIN }
  return { name: chosen.value as ProfileName, origin: chosen.origin }
}

function overlay(assignments: readonly Assignment[]): EffectiveSettings {
  const effective = new Map<string, Effective>(
    SETTINGS.map((setting) => [setting.path, { setting, value: setting.default, origin: DEFAULT_ORIGIN }]),
  )
  for (const { path, value, origin } of assignments) {
    effective.set(path, { setting: effective.get(path)!.setting, value, origin })
  }
  return effective
}

/** The engine's own check has the last word; where a source was wrong already it would only repeat it. */
function ruleProblems({ rules }: Configuration, known: readonly QtError[]): QtError[] {
  if (known.length > 0) return []
  try {
    checkRules(rules)
    return []
  } catch (error) {
    if (error instanceof QtError) return [error]
    throw error
  }
}
