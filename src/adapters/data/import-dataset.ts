import { join } from 'node:path'
import { HOUR_MS, TIMEFRAME_MS, type Timeframe } from '../../core/time.ts'
import { VERSION } from '../../core/version.ts'
import { defaultInstrument, type ObservedSteps } from '../../market/defaults.ts'
import { checkFiner } from '../../market/finer-bars.ts'
import { withFundingHoles } from '../../market/funding-holes.ts'
import type { Instrument } from '../../market/instrument.ts'
import { DEFAULT_MAX_JUMP } from '../../market/integrity.ts'
import { checkNewName } from './dataset-folder.ts'
import { type ImportedSeries, type ImportRules, importSeries } from './import-series.ts'
import {
  applyOverrides,
  type InstrumentOverrides,
  readOverrides,
  unusedOverrides,
} from './instrument-overrides.ts'
import type { Manifest } from './manifest.ts'
import { asSeries } from './series-schema.ts'
import { findSources, type InstrumentSource } from './source-files.ts'
import { type DatasetWriter, type ManifestHead, writeDataset } from './write-dataset.ts'

const SIDE_KINDS = ['funding', 'mark', 'openInterest', 'sentiment', 'finer'] as const

type SideKind = (typeof SIDE_KINDS)[number]

export interface ImportOptions extends Readonly<Partial<Record<SideKind, readonly string[]>>> {
  readonly name: string
  /** Files or folders of bars; the side series are given alike. */
  readonly bars: readonly string[]
  /** Undefined = read off the data. */
  readonly timeframe?: Timeframe
  /** Of the finer bars; undefined = read off the data. */
  readonly finerTimeframe?: Timeframe
  readonly repair?: boolean
  readonly maxJump?: number
  /** JSON file that overrides instrument metadata. */
  readonly instrumentsFile?: string
  /** Hears of each instrument done. */
  readonly progress?: (text: string) => void
}

type SideSources = Readonly<Record<SideKind, readonly InstrumentSource[]>>

/**
 * Imports files into the dataset `name` under `root`, one instrument after the other; an earlier dataset of that
 * name is replaced once everything has been read, checked and written.
 */
export async function importDataset(root: string, options: ImportOptions): Promise<Manifest> {
  checkNewName(options.name)
  const overrides = options.instrumentsFile ? await readOverrides(options.instrumentsFile) : {}
  const bars = await findSources(options.bars, options.timeframe)
  const sides = await findSides(options)
  return writeDataset(join(root, options.name), (writer) =>
    importAll(writer, options, bars, sides, overrides),
  )
}

async function importAll(
  writer: DatasetWriter,
  options: ImportOptions,
  sources: readonly InstrumentSource[],
  sides: SideSources,
  overrides: InstrumentOverrides,
): Promise<ManifestHead> {
  const { name, repair = false, maxJump = DEFAULT_MAX_JUMP, progress = () => {} } = options
  const instruments: Instrument[] = []
  const notes: string[] = []
  let { timeframe, finerTimeframe } = options
  for (const source of sources) {
    const rules = { timeframe, finerTimeframe, repair, maxJump }
    const imported = await importInstrument(writer, source, sides, rules)
    timeframe = imported.timeframe
    finerTimeframe = imported.finerTimeframe
    instruments.push(applyOverrides(defaultInstrument(source.symbol, imported.observed), overrides))
    notes.push(...imported.notes)
    progress(`${source.symbol}: ${imported.rows.toLocaleString('en-US')} bars`)
  }
  const ids = instruments.map(({ id }) => id)
  notes.push(...unusedSides(sides, ids), ...unusedOverrides(overrides, ids))
  return {
    name,
    timeframe: timeframe!,
    isSynthetic: false,
    maxJump,
    createdWith: VERSION,
    instruments,
    notes,
  }
}

interface ImportedInstrument {
  readonly timeframe: Timeframe
  readonly finerTimeframe: Timeframe | undefined
  readonly rows: number
  readonly observed: ObservedSteps
  readonly notes: readonly string[]
}

/** All series of one instrument; each is written before the next is read. */
async function importInstrument(
  writer: DatasetWriter,
  source: InstrumentSource,
  sides: SideSources,
  rules: ImportRules,
): Promise<ImportedInstrument> {
  const { symbol } = source
  const bars = await importSeries('bars', source, rules)
  const timeframe = bars.timeframe!
  const file = await writer.addSeries(symbol, 'bars', bars.columns, bars.facts)
  const notes = file.notes.map((note) => `${symbol}: ${note}`)
  let intervalHours: Instrument['fundingIntervalHours'] | undefined
  let { finerTimeframe } = rules
  for (const kind of SIDE_KINDS) {
    const side = sides[kind].find((candidate) => candidate.symbol === symbol)
    if (!side && kind === 'funding') notes.push(`${symbol}: no funding rates`)
    if (!side) continue
    const series = await importSeries(kind, side, rules)
    if (kind === 'finer') checkFiner(timeframe, series.timeframe!)
    await writer.addSeries(symbol, kind, series.columns, series.facts)
    if (kind === 'finer') finerTimeframe = series.timeframe
    if (kind !== 'funding') continue
    intervalHours = latestIntervalHours(series)
    notes.push(...fundingCoverage(symbol, series, file.firstTime, file.lastTime + TIMEFRAME_MS[timeframe]))
  }
  const observed = { ...observedSteps(bars), ...(intervalHours && { fundingIntervalHours: intervalHours }) }
  return { timeframe, finerTimeframe, rows: file.rows, observed, notes }
}

async function findSides(options: ImportOptions): Promise<SideSources> {
  const found = SIDE_KINDS.map(
    async (kind) => [kind, await findSources(options[kind] ?? [], timeframeOfNames(kind, options))] as const,
  )
  return Object.fromEntries(await Promise.all(found)) as unknown as SideSources
}

/** Where a folder holds files of several timeframes, those of this one are meant. */
function timeframeOfNames(kind: SideKind, { finerTimeframe }: ImportOptions): Timeframe | undefined {
  return kind === 'finer' ? finerTimeframe : undefined
}

function observedSteps({ decimals }: ImportedSeries): ObservedSteps {
  const prices = ['opens', 'highs', 'lows', 'closes'].map((property) => decimals[property]!)
  return { priceDecimals: Math.max(...prices), volumeDecimals: decimals.volumes! }
}

/** The interval that is in force at the end: the spacing of the last two settlements. */
function latestIntervalHours({ columns }: ImportedSeries): Instrument['fundingIntervalHours'] | undefined {
  const { times } = asSeries('funding', columns)
  const hours = (times.at(-1)! - (times.at(-2) ?? Number.NaN)) / HOUR_MS
  return ([1, 2, 4, 8] as const).find((interval) => interval === hours)
}

/** How many of the settlements due while there are bars are unknown. */
function fundingCoverage(symbol: string, { columns }: ImportedSeries, from: number, to: number): string[] {
  const { times, rates } = withFundingHoles(asSeries('funding', columns), from, to, 8 * HOUR_MS)
  const due = rates.filter((_, i) => times[i]! >= from && times[i]! < to)
  const unknown = due.filter(Number.isNaN).length
  return unknown > 0 ? [`${symbol}: ${unknown} of ${due.length} funding rates due are unknown`] : []
}

/** Side files of instruments that the dataset does not have. */
function unusedSides(sides: SideSources, ids: readonly string[]): string[] {
  return SIDE_KINDS.flatMap((kind) => {
    const unused = sides[kind].map(({ symbol }) => symbol).filter((symbol) => !ids.includes(symbol))
    return unused.length > 0 ? [`${kind} of ${unused.join(', ')} not used: no bars of it`] : []
  })
}
