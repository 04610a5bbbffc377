import type { Origin } from './assignment.ts'
import type { Condition, Setting } from './setting.ts'

/** A setting as it holds. */
export interface Effective {
  readonly setting: Setting
  readonly value: unknown
  readonly origin: Origin
}

export type EffectiveSettings = ReadonlyMap<string, Effective>

/** Does the setting matter as the others are? */
export function isInForce(settings: EffectiveSettings, path: string): boolean {
  const { when } = settings.get(path)!.setting
  return when.length === 0 || when.some((condition) => holds(settings, condition))
}

function holds(settings: EffectiveSettings, { path, values }: Condition): boolean {
  const { value } = settings.get(path)!
  return values === undefined ? value !== undefined : values.includes(value)
}
