import { VARIANTS } from '../engine/rule-values.ts'
import { STANDARD_RULES, type TradingRules } from '../engine/rules.ts'
import { type EffectiveSettings, isInForce } from './effective.ts'
import { nest } from './flatten.ts'
import { DEFAULT_OPERATION, type OperationSettings } from './operation.ts'
import { sectionOf } from './settings.ts'

/** The trading rules for the engine. */
export function rulesOf(settings: EffectiveSettings): TradingRules {
  const own = [...settings.values()].filter(
    ({ setting }) => setting.path.split('.')[0]! in STANDARD_RULES && belongs(settings, setting.path),
  )
  const rules = nest(own.map(({ setting, value }) => [setting.path, value]))
  // Every value was checked against the table, and checkRules sees the whole.
  return { ...rules, leverage: leverageOf(settings) } as unknown as TradingRules
}

/** Of a group that comes in kinds, what belongs to the chosen one. */
function belongs(settings: EffectiveSettings, path: string): boolean {
  const { setting } = settings.get(path)!
  if (VARIANTS[sectionOf(setting)] === undefined) return true
  return isInForce(settings, setting.path)
}

function leverageOf(settings: EffectiveSettings): unknown {
  const value = settings.get('leverage')!.value
  if (value !== 'auto') return value
  const bounds = ['least', 'most', 'cushionAtrs'].map((name) => [
    name,
    settings.get(`autoLeverage.${name}`)!.value,
  ])
  return { kind: 'auto', ...Object.fromEntries(bounds) }
}

/** What the parts around the engine are told. */
export function operationOf(settings: EffectiveSettings): OperationSettings {
  const own = [...settings.values()].filter(({ setting }) => setting.path.split('.')[0]! in DEFAULT_OPERATION)
  return nest(own.map(({ setting, value }) => [setting.path, value])) as unknown as OperationSettings
}
