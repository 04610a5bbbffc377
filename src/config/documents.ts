import { PROFILE_NAMES, type ProfileName } from '../engine/profiles.ts'
import { shown } from './assignment.ts'
import { profileAssignments } from './profile.ts'
import type { Setting } from './setting.ts'
import { SETTINGS, sectionOf } from './settings.ts'
import { expectedWords } from './words.ts'

/** Every setting as a Markdown table: what the documentation shows. */
export function settingsTable(): string {
  const heading = ['setting', 'default', 'other profiles', 'variable', 'flag', 'meaning', 'allowed']
  const rows = SETTINGS.map((setting) => [
    `\`${setting.path}\``,
    presetOf(setting),
    elsewhere(setting),
    setting.variables
      .map(({ name, isNegated }) => `\`${name}\`${isNegated ? ' (the opposite)' : ''}`)
      .join(', '),
    setting.flag ? `\`--${setting.flag.name}\`${setting.flag.isPercent ? ' (percent)' : ''}` : '',
    setting.unit === '' ? setting.help : `${setting.help}; ${setting.unit}`,
    allowedOf(setting),
  ])
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function presetOf({ value, default: initial }: Setting): string {
  return value.kind === 'secret' ? 'not set' : shown(initial)
}

/** What the other profiles say, where they differ. */
function elsewhere({ path }: Setting): string {
  return PROFILE_NAMES.flatMap((name) => {
    const own = changesOf(name).find((assignment) => assignment.path === path)
    return own ? [`${name} ${shown(own.value)}`] : []
  }).join(', ')
}

const changesOf = (name: ProfileName) => profileAssignments(name)

function allowedOf({ value }: Setting): string {
  if (value.kind === 'secret') return 'a text; shown is only whether it is set'
  const others = [
    ...('word' in value && value.word ? [value.word] : []),
    ...(value.isOptional ? ['none'] : []),
  ]
  return [expectedWords(value), ...others].join(', or ')
}

/** `.env.example`: every variable with its default, commented out, so that a copy changes nothing. */
export function envExample(): string {
  const lines: string[] = [
    '# Copy to .env beside your datasets and take the # away from what you want to change. What is here are the',
    '# defaults. Shares are not percent: 0.05 is 5 %. `none` switches a limit off. `npm run -s qt -- doctor` shows what holds.',
    '# QT_HOME, the folder of datasets, reports and this file, is set in the environment of the process.',
  ]
  let section: string | undefined
  for (const setting of SETTINGS) {
    if (setting.variables.length === 0 || setting.scope === 'process') continue
    if (sectionOf(setting) !== section) lines.push('')
    section = sectionOf(setting)
    lines.push(
      ...setting.variables.map((variable) => exampleLine(setting, variable.name, variable.isNegated)),
    )
  }
  return `${lines.join('\n')}\n`
}

function exampleLine(
  { value, default: initial, help, unit }: Setting,
  name: string,
  isNegated = false,
): string {
  const preset =
    value.kind === 'secret'
      ? ''
      : Array.isArray(initial)
        ? initial.join(',')
        : String(isNegated ? !initial : initial)
  const remark = isNegated ? `the opposite of it` : `${help}${unit === '' ? '' : `, ${unit}`}`
  return `${`# ${name}=${preset}`.padEnd(50)} # ${remark}`
}
