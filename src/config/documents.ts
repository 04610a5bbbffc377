import { PROFILE_NAMES } from '../engine/profiles.ts'
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
    const own = profileAssignments(name).find((assignment) => assignment.path === path)
    return own ? [`${name} ${shown(own.value)}`] : []
  }).join(', ')
}

function allowedOf({ value }: Setting): string {
  if (value.kind === 'secret') return 'a text; shown is only whether it is set'
  if (value.kind === 'text') return 'a text'
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
    if (sectionOf(setting) !== section) {
      section = sectionOf(setting)
      lines.push('', `# ${section || 'account'}`)
    }
    lines.push(
      ...setting.variables.map((variable) => exampleLine(setting, variable.name, variable.isNegated)),
    )
  }
  return `${lines.join('\n')}\n`
}

function exampleLine(setting: Setting, name: string, isNegated = false): string {
  const { help, unit } = setting
  const remark = isNegated ? 'the opposite' : `${help}${unit === '' ? '' : `, ${unit}`}`
  return `${`# ${name}=${exampleValue(setting, isNegated)}`.padEnd(50)} # ${remark}`
}

function exampleValue({ value, default: initial }: Setting, isNegated: boolean): string {
  if (value.kind === 'secret') return ''
  return Array.isArray(initial) ? initial.join(',') : shown(isNegated ? !initial : initial)
}
