import type { StrategyRules } from '../authoring/strategy.ts'
import { type Assignment, agreed, type Origin, type Reading, readEach } from './assignment.ts'
import { readNested } from './file.ts'
import { SETTINGS, sectionOf } from './settings.ts'

/** What configuration reads of a strategy. */
export interface ConfiguredStrategy {
  readonly name: string
  readonly profile?: string
  readonly rules?: StrategyRules
}

/**
 * What a strategy brings with it. Its sizing, entry and exits are whole: an exit that it does not name, it does not
 * have. Its risk says only what it changes.
 */
export function readStrategy({ name, profile, rules = {} }: ConfiguredStrategy): Reading {
  const { leverage, exits, ...others } = rules
  const label = `strategy ${name}`
  const read = (value: object) => readNested(value, 'strategy', label, label)
  const origin: Origin = { layer: 'strategy', label, name: label }
  const parts = [
    read({ ...(profile === undefined ? {} : { profile }), ...others, ...leverageOf(leverage) }),
    ...(exits === undefined ? [] : [read({ exits }), missingExits(exits, origin)]),
  ]
  const both = agreed(parts.flatMap(({ assignments }) => assignments))
  return { assignments: both.assignments, problems: parts.flatMap(({ problems }) => problems) }
}

function leverageOf(leverage: StrategyRules['leverage']): object {
  if (typeof leverage !== 'object') return leverage === undefined ? {} : { leverage }
  const { kind, ...autoLeverage } = leverage
  return { leverage: kind, autoLeverage }
}

function missingExits(exits: object, origin: Origin): Reading {
  const absent = SETTINGS.filter(
    (setting) =>
      sectionOf(setting) === 'exits' &&
      setting.value.isOptional &&
      (exits as Readonly<Record<string, unknown>>)[setting.path.slice('exits.'.length)] === undefined,
  )
  return readEach(absent, ({ path }): Assignment[] => [{ path, value: undefined, origin }])
}
