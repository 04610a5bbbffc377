import { textTable } from './text-table.ts'

export interface SettingRow {
  readonly section: string
  readonly path: string
  readonly value: string
  readonly unit: string
  readonly origin: string
  readonly use: string
  readonly help: string
}

/** What `qt doctor` found. */
export interface Diagnosis {
  readonly version: string
  readonly node: string
  readonly platform: string
  readonly home: string
  readonly datasets: readonly string[]
  readonly profile: { readonly name: string; readonly origin: string }
  readonly settings: readonly SettingRow[]
  /** To real orders; all of them are needed. */
  readonly consents: readonly { readonly name: string; readonly isGiven: boolean; readonly note: string }[]
  readonly problems: readonly { readonly message: string; readonly hint: string | null }[]
}

export function textOf(diagnosis: Diagnosis): string {
  const { version, node, platform, home, datasets, profile } = diagnosis
  return [
    `Quantum Trader ${version}   Node ${node}   ${platform}`,
    `home       ${home}`,
    `datasets   ${datasets.join(', ') || 'none yet; demo is generated on first use'}`,
    `profile    ${profile.name} (${profile.origin})`,
    '',
    ...settingLines(diagnosis.settings),
    'real orders need all of these; everything else is paper',
    ...diagnosis.consents.map(
      ({ name, isGiven, note }) => `  ${isGiven ? 'given  ' : 'missing'}  ${name}${note ? ` (${note})` : ''}`,
    ),
    ...problemLines(diagnosis.problems),
  ].join('\n')
}

function settingLines(rows: readonly SettingRow[]): string[] {
  if (rows.length === 0) return ['every setting has its default', '']
  const heading = ['setting', 'value', 'unit', 'from', 'used']
  const cells = rows.map(({ path, value, unit, origin, use }) => [path, value, unit, origin, use])
  const [first, ...lines] = textTable([heading, ...cells]).split('\n')
  const isNew = (k: number) => k > 0 && rows[k]!.section !== rows[k - 1]!.section
  return [first!, ...lines.flatMap((line, k) => (isNew(k) ? ['', line] : [line])), '']
}

function problemLines(problems: Diagnosis['problems']): string[] {
  return problems.flatMap(({ message, hint }) => [
    '',
    `problem: ${message}`,
    ...(hint === null ? [] : [`  hint: ${hint}`]),
  ])
}
