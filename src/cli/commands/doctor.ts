import { readConfigFiles } from '../../adapters/config-files.ts'
import { datasetNames } from '../../adapters/data/dataset-folder.ts'
import { loadStrategy } from '../../adapters/strategies.ts'
import type { Strategy } from '../../authoring/strategy.ts'
import { shown } from '../../config/assignment.ts'
import { type Configuration, inspect } from '../../config/configure.ts'
import type { Effective } from '../../config/effective.ts'
import { sectionOf } from '../../config/settings.ts'
import { useOf } from '../../config/use.ts'
import { QtError } from '../../core/error.ts'
import { VERSION } from '../../core/version.ts'
import type { Command, FlagValues } from '../command.ts'
import { type Diagnosis, type SettingRow, textOf } from '../doctor-text.ts'
import { textFlag } from '../flags.ts'
import { homeFolder, strategyFolders } from '../paths.ts'
import { processSources, RULES_FLAGS } from '../rules-flags.ts'

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'show the effective configuration, where each value comes from, and what is wrong',
  usage: '[--strategy NAME|FILE] [flags of backtest]',
  flags: {
    strategy: { type: 'string', short: 's', help: 'NAME or file: with what this strategy brings along' },
    changed: { type: 'boolean', help: 'only what differs from the default' },
    ...RULES_FLAGS,
  },
  async run(flags, positionals, { root }) {
    if (positionals.length > 0) throw new QtError('usage', `unexpected argument '${positionals[0]}'`)
    const problems: QtError[] = []
    const strategy = await attempt(problems, () => strategyFrom(flags))
    const files = await attempt(problems, () => readConfigFiles(homeFolder(), textFlag(flags, 'config')))
    const inspection = inspect({ ...files, ...processSources(flags), ...(strategy ? { strategy } : {}) })
    problems.push(...inspection.problems)
    const { configuration } = inspection
    const datasets = await datasetNames(root)
    const diagnosis = diagnosisOf(configuration, datasets, problems, flags.changed === true)
    const text = textOf(diagnosis)
    return problems.length === 0
      ? { json: diagnosis, text }
      : { json: diagnosis, text, failure: failureOf(problems) }
  },
}

/** Runs a step; what it refuses is a finding like any other. */
async function attempt<T>(problems: QtError[], step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof QtError)) throw error
    problems.push(error)
    return undefined
  }
}

async function strategyFrom(flags: FlagValues): Promise<Strategy | undefined> {
  const name = textFlag(flags, 'strategy')
  return name === undefined ? undefined : (await loadStrategy(strategyFolders(), name)).strategy
}

function failureOf({ length }: readonly QtError[]): QtError {
  return new QtError('data', `${length} problem${length === 1 ? '' : 's'} in the configuration`)
}

function diagnosisOf(
  configuration: Configuration,
  datasets: readonly string[],
  problems: readonly QtError[],
  onlyChanged: boolean,
): Diagnosis {
  const { profile, settings } = configuration
  const rows = settings.filter((own) => !onlyChanged || isChanged(own))
  const byPath = new Map(settings.map((own) => [own.setting.path, own]))
  return {
    version: VERSION,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    home: homeFolder(),
    datasets,
    profile: { name: profile.name, origin: profile.origin.label },
    settings: rows.map((own) => rowOf(own, useOf(byPath, own))),
    consents: consentsOf(configuration),
    problems: problems.map(({ message, hint }) => ({ message, hint: hint ?? null })),
  }
}

const isChanged = ({ setting, value }: Effective) => shown(value) !== shown(setting.default)

function rowOf(own: Effective, use: string): SettingRow {
  const { setting, value, origin } = own
  const { path, unit, help } = setting
  return {
    section: sectionOf(setting),
    path,
    value: wordOf(own, value),
    unit,
    origin: origin.label,
    use,
    help,
  }
}

/** A secret is set or not; nothing else of it is known here. */
function wordOf({ setting }: Effective, value: unknown): string {
  if (setting.value.kind === 'secret') return value === true ? 'set' : 'not set'
  return setting.path === 'home' && value === undefined ? '(current folder)' : shown(value)
}

/** Real orders need all three (SPEC §0). */
function consentsOf({ operation }: Configuration): Diagnosis['consents'] {
  return [
    { name: 'REAL_TRADING=1', isGiven: operation.execution.isReal, note: '' },
    { name: 'promoted model', isGiven: false, note: 'promotion of models does not exist yet' },
    { name: '--live', isGiven: false, note: 'there is no live runner yet' },
  ]
}
