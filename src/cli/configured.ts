import { shown } from '../config/assignment.ts'
import type { Configuration } from '../config/configure.ts'
import { isExplicit, withoutEffect } from '../config/use.ts'

/** What a run says of its configuration: the profile, who chose it, and what was said besides. */
export function configuredBy({ profile, settings }: Configuration) {
  return {
    name: profile.name,
    origin: profile.origin.label,
    explicit: settings
      .filter(isExplicit)
      .filter(({ setting }) => setting.value.kind !== 'secret')
      .map(({ setting, value, origin }) => ({
        path: setting.path,
        value: shown(value),
        origin: origin.label,
      })),
  }
}

/** Settings that someone gave in vain, in one sentence. */
export function vainNotes({ profile, settings }: Configuration): string[] {
  const vain = withoutEffect(settings)
  if (vain.length === 0) return []
  const names = vain.map(({ origin }) => origin.name)
  return [
    `Without effect under profile ${profile.name}: ${[...new Set(names)].join(', ')}; qt doctor tells why.`,
  ]
}
