import { isAbsolute, join, relative, resolve } from 'node:path'
import { plotlyBundle } from '../../adapters/artifacts/plotly-bundle.ts'
import { runFolderName } from '../../adapters/artifacts/run-folder.ts'
import { writeArtifacts } from '../../adapters/artifacts/write-artifacts.ts'
import { engineCodeHash } from '../../adapters/code-hash.ts'
import { datasetFolder, readManifest } from '../../adapters/data/dataset-folder.ts'
import { type DatasetSelection, openDataset } from '../../adapters/data/open-dataset.ts'
import { DEMO, ensureDemo } from '../../adapters/data/synthesize.ts'
import { loadStrategy } from '../../adapters/strategies.ts'
import { resolveParams } from '../../authoring/params.ts'
import type { Strategy } from '../../authoring/strategy.ts'
import type { Configuration } from '../../config/configure.ts'
import { QtError } from '../../core/error.ts'
import { sha256 } from '../../core/hash.ts'
import { withoutFiner } from '../../market/market-data.ts'
import type { Side } from '../../market/records.ts'
import { renderReport } from '../../report/render-report.ts'
import { type BacktestOptions, runBacktest } from '../../research/backtest.ts'
import { computeMetrics, type Metrics } from '../../research/metrics.ts'
import { type Readings, readingsOf } from '../../research/readings.ts'
import type { BacktestResult } from '../../research/result.ts'
import type { Command, CommandContext, CommandResult, FlagValues } from '../command.ts'
import { configuredBy, vainNotes } from '../configured.ts'
import { choiceFlag, listFlag, numberFlag, textFlag, timeFlag } from '../flags.ts'
import { SOURCE_FOLDER, strategyFolders } from '../paths.ts'
import { configurationFrom, RULES_FLAGS } from '../rules-flags.ts'
import { backtestSummary } from '../summaries.ts'

export const backtestCommand: Command = {
  name: 'backtest',
  summary: 'run a strategy over a dataset and write the report',
  usage: '[--strategy NAME|FILE] [--data NAME] [flags]',
  flags: {
    strategy: { type: 'string', short: 's', help: 'NAME in strategies/ or path to a file (ema-cross)' },
    data: { type: 'string', short: 'd', help: 'NAME of a dataset (demo, generated on first use)' },
    symbols: { type: 'string', multiple: true, help: 'ID[,ID …]: only these instruments' },
    from: { type: 'string', help: 'first day or instant, UTC, included' },
    to: { type: 'string', help: 'last day or instant, UTC, excluded' },
    param: {
      type: 'string',
      short: 'p',
      multiple: true,
      help: 'NAME=VALUE: a parameter of the strategy; may be repeated',
    },
    ...RULES_FLAGS,
    'no-finer': { type: 'boolean', help: 'leave the finer bars of the dataset aside' },
    seed: { type: 'string', help: 'seed of whatever draws random numbers (1)' },
    driver: {
      type: 'string',
      help: 'scan (leaps over quiet bars) or replay (every bar); same trades (scan)',
    },
    out: { type: 'string', short: 'o', help: 'FOLDER for the report (reports/<strategy>-<data>-<run>)' },
    'no-report': { type: 'boolean', help: 'print the figures only, write no files' },
  },
  details:
    'In brackets: what holds under profile default. qt doctor --strategy NAME shows what holds for a strategy.',
  async run(flags, positionals, context) {
    if (positionals.length > 0)
      throw new QtError(
        'usage',
        `unexpected argument '${positionals[0]}'`,
        'name the strategy with --strategy and the dataset with --data',
      )
    const { options, configuration } = await optionsFrom(flags, context)
    const run = runBacktest(options)
    const result = { ...run, notes: [...run.notes, ...vainNotes(configuration)] }
    const profile = configuredBy(configuration)
    const metrics = computeMetrics(result)
    const readings = readingsOf(options, result)
    const report = flags['no-report']
      ? undefined
      : writeReport(flags, context, options, { result, metrics, readings })
    const json = {
      ...documentOf(result),
      profile,
      metrics,
      readings: readings ?? null,
      report: report ?? null,
    }
    return { json, text: backtestSummary(result, metrics, profile.name, report) } satisfies CommandResult
  },
}

export interface Prepared {
  readonly options: BacktestOptions
  readonly configuration: Configuration
}

/** The run that the flags ask for. */
export async function optionsFrom(flags: FlagValues, context: CommandContext): Promise<Prepared> {
  const { strategy, hash } = await loadStrategy(strategyFolders(), textFlag(flags, 'strategy') ?? 'ema-cross')
  const params = resolveParams(strategy.name, strategy.params, paramsFrom(flags, strategy))
  const configuration = await configurationFrom(flags, strategy)
  const seed = numberFlag(flags, 'seed', { min: 0, max: 2 ** 31 - 1, isInteger: true }) ?? 1
  const driver = choiceFlag(flags, 'driver', ['scan', 'replay']) ?? 'scan'
  const name = textFlag(flags, 'data') ?? DEMO
  if (name === DEMO) await ensureDemo(context.root, (text) => context.progress(text))
  const opened = await openDataset(
    context.root,
    name,
    await selectionFrom(flags, configuration, context.root, name),
  )
  const data = flags['no-finer'] === true ? withoutFiner(opened) : opened
  if (strategy.timeframe && strategy.timeframe !== data.timeframe) {
    throw new QtError(
      'usage',
      `strategy ${strategy.name} trades ${strategy.timeframe} bars, dataset ${name} has ${data.timeframe}`,
    )
  }
  const codeHash = sha256(`${engineCodeHash(SOURCE_FOLDER)} ${hash}`)
  const { rules } = configuration
  const profile = configuredBy(configuration).name
  return { options: { data, strategy, params, rules, profile, seed, driver, codeHash }, configuration }
}

async function selectionFrom(
  flags: FlagValues,
  configuration: Configuration,
  root: string,
  name: string,
): Promise<DatasetSelection> {
  const named = listFlag(flags, 'symbols')
  const symbols = named.length > 0 ? named : await allowedIn(root, name, configuration)
  const from = timeFlag(flags, 'from')
  const to = timeFlag(flags, 'to')
  if (from !== undefined && to !== undefined && from >= to)
    throw new QtError('usage', '--from must be before --to')
  return {
    ...(symbols.length > 0 ? { symbols } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

/** Of the instruments that the configuration allows, those that the dataset has; none where it allows all. */
async function allowedIn(
  root: string,
  name: string,
  { operation, settings }: Configuration,
): Promise<readonly string[]> {
  const { allowed } = operation.universe
  if (allowed.length === 0) return []
  const ids = (await readManifest(await datasetFolder(root, name))).instruments.map(({ id }) => id)
  const present = allowed.filter((id) => ids.includes(id))
  if (present.length > 0) return present
  const { origin } = settings.find(({ setting }) => setting.path === 'universe.allowed')!
  throw new QtError(
    'config',
    `${origin.name} allows ${allowed.join(', ')}: dataset ${name} has none of them`,
    `it has: ${ids.join(', ')}`,
  )
}

function paramsFrom(flags: FlagValues, strategy: Strategy): Record<string, number> {
  const given = flags.param === undefined ? [] : (flags.param as readonly string[])
  return Object.fromEntries(
    given.map((text) => {
      const [name, value] = /^([^=]+)=(.+)$/.exec(text)?.slice(1) ?? []
      const number = Number(value)
      if (name === undefined || !Number.isFinite(number)) {
        const known = Object.keys(strategy.params).join(', ') || 'none'
        throw new QtError(
          'usage',
          `--param: expected NAME=NUMBER, got '${text}'`,
          `parameters of ${strategy.name}: ${known}`,
        )
      }
      return [name, number]
    }),
  )
}

interface Finished {
  readonly result: BacktestResult
  readonly metrics: Metrics
  readonly readings: Readings | undefined
}

function writeReport(
  flags: FlagValues,
  context: CommandContext,
  options: BacktestOptions,
  { result, metrics, readings }: Finished,
): string {
  const { strategy, dataset, runHash } = result
  const folder =
    textFlag(flags, 'out') ?? join(context.reports, runFolderName(strategy.name, dataset.name, runHash))
  const plotly = plotlyBundle()
  const html = renderReport(result, metrics, options.data, { plotly, ...(readings ? { readings } : {}) })
  const { report } = writeArtifacts(resolve(folder), result, metrics, html)
  const shown = relative(process.cwd(), report)
  return shown.startsWith('..') || isAbsolute(shown) ? report : shown
}

/** What other programs read of a run; sides in words, times in epoch ms, instruments by id. */
function documentOf(result: BacktestResult) {
  const { runHash, dataset, strategy, config, instruments, counts, notes } = result
  const named = <R extends { instrument: number; side: Side }>(record: R) => ({
    ...record,
    instrument: instruments[record.instrument]!.id,
    side: record.side > 0 ? 'long' : 'short',
  })
  const { name, hash, isSynthetic, timeframe, finerTimeframe = null } = dataset
  return {
    runHash,
    dataset: { name, hash, synthetic: isSynthetic, timeframe, finerTimeframe },
    strategy,
    instruments,
    config,
    trades: Array.from(result.trades, named),
    openPositions: result.openPositions.map(named),
    refusals: result.refusals.map(named),
    governorChanges: result.governorChanges,
    counts,
    notes,
  }
}
