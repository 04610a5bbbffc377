import { PROFILES, type ProfileName } from '../engine/profiles.ts'
import { VARIANTS } from '../engine/rule-values.ts'
import type { Assignment, Origin } from './assignment.ts'
import { flatten } from './flatten.ts'
import { SETTINGS, sectionOf } from './settings.ts'

/** What a profile says otherwise than the default. */
export function profileAssignments(name: ProfileName): Assignment[] {
  const origin: Origin = { layer: 'profile', label: `profile ${name}`, name: `profile ${name}` }
  const values = new Map(flatten(PROFILES[name]))
  return SETTINGS.filter((setting) => isRule(sectionOf(setting), setting.path, values))
    .filter(({ path, default: initial }) => values.get(path) !== initial)
    .map(({ path }) => ({ path, value: values.get(path), origin }))
}

/** Rules of a kind that the profile does not choose keep their defaults. */
function isRule(section: string, path: string, values: ReadonlyMap<string, unknown>): boolean {
  if (values.has(path)) return true
  return (section === 'exits' || section.startsWith('risk.')) && VARIANTS[section] === undefined
}
