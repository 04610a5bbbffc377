import { shown } from './assignment.ts'
import { type Effective, type EffectiveSettings, isInForce } from './effective.ts'

/** Whether anything reads a setting as things are: `yes`, `not used yet`, `not while sizing.kind is share`. */
export function useOf(settings: EffectiveSettings, { setting }: Effective): string {
  if (!setting.isConsumed) return 'not used yet'
  if (isInForce(settings, setting.path)) return 'yes'
  const { path } = setting.when[0]!
  return `not while ${path} is ${shown(settings.get(path)!.value)}`
}

/** Was it said by someone, and not only by the default, the profile or the strategy? */
export function isExplicit({ origin }: Effective): boolean {
  return origin.layer === 'file' || origin.layer === 'environment' || origin.layer === 'flag'
}

/** What was said explicitly and changes nothing in a backtest, because another setting leaves it aside. */
export function withoutEffect(settings: readonly Effective[]): Effective[] {
  const byPath = new Map(settings.map((own) => [own.setting.path, own]))
  return settings.filter(
    (own) => isExplicit(own) && own.setting.isConsumed && !isInForce(byPath, own.setting.path),
  )
}
