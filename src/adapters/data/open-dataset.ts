import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { type BarColumns, countBefore } from '../../columns/series.ts'
import { closest, QtError } from '../../core/error.ts'
import { sha256 } from '../../core/hash.ts'
import { formatTime, TIMEFRAME_MS, type Timeframe } from '../../core/time.ts'
import type { Instrument } from '../../market/instrument.ts'
import type { InstrumentData, MarketData } from '../../market/market-data.ts'
import { decodeSeries } from './arrow.ts'
import { DEMO, datasetFolder, readManifest } from './dataset-folder.ts'
import { finerTimeframeOf, type Manifest, type ManifestFile } from './manifest.ts'
import { asSeries, type ColumnSet, type SeriesKind, type SeriesTypes } from './series-schema.ts'
import { ensureDemo } from './synthesize.ts'

export interface DatasetSelection {
  /** Only these instruments. */
  readonly symbols?: readonly string[]
  /** First open of a bar, epoch ms, included; side series begin here too. */
  readonly from?: number
  /** Excluded: bars that open before it. */
  readonly to?: number
}

export type Dataset = MarketData & { readonly manifest: Manifest }

/**
 * Opens a dataset: every file is read into shared memory, verified against its sha256, and its columns are views
 * on that memory. A selection narrows the views; `hash` stays that of the whole dataset. The demo is generated
 * on first use.
 */
export async function openDataset(
  root: string,
  name: string,
  selection: DatasetSelection = {},
): Promise<Dataset> {
  if (name === DEMO) await ensureDemo(root)
  const folder = await datasetFolder(root, name)
  const manifest = await readManifest(folder)
  const instruments = selectInstruments(manifest, selection.symbols)
  const all = instruments.map((instrument) => readInstrument(folder, manifest, instrument, selection))
  // A universe holds instruments that came later or went earlier than the time that is looked at.
  const selected = all.filter(({ bars }) => bars.times.length > 0)
  const omitted = all.filter((own) => !selected.includes(own)).map((own) => own.instrument.id)
  const isNamed = selection.symbols !== undefined
  const finerTimeframe = selected.some(({ finer }) => finer) ? finerTimeframeOf(manifest) : undefined
  if (omitted.length > 0 && (isNamed || selected.length === 0))
    throw emptySelection(omitted[0]!, manifest, selection)
  return {
    name,
    hash: manifest.contentHash,
    isSynthetic: manifest.isSynthetic,
    timeframe: manifest.timeframe,
    ...(finerTimeframe ? { finerTimeframe } : {}),
    instruments: selected,
    ...(omitted.length > 0 ? { omitted } : {}),
    manifest,
  }
}

/** One file's columns, after its bytes proved to be those that were written. */
export function readSeries(folder: string, file: ManifestFile): ColumnSet {
  const bytes = readShared(join(folder, file.path))
  const actual = sha256(bytes)
  if (actual !== file.sha256)
    throw new QtError(
      'data',
      `${file.path}: sha256 ${file.sha256.slice(0, 12)}… expected, got ${actual.slice(0, 12)}…: the file was changed or damaged`,
      'import the dataset again (the demo: delete its folder, it is generated anew)',
    )
  return decodeSeries(file.series, bytes, file.path)
}

function readInstrument(
  folder: string,
  manifest: Manifest,
  instrument: Instrument,
  selection: DatasetSelection,
): InstrumentData {
  const read = <K extends SeriesKind>(series: K): { [P in K]?: SeriesTypes[K] } => {
    const columns = columnsOf(folder, manifest, instrument, series)
    if (!columns) return {}
    const selected = slice(columns, selection, series !== 'bars')
    return { [series]: asSeries(series, selected) } as { [P in K]?: SeriesTypes[K] }
  }
  const { bars } = read('bars')
  if (!bars)
    throw new QtError('data', `${manifest.name}: no bars file for ${instrument.id}`, 'import it again')
  return {
    instrument,
    bars,
    ...read('funding'),
    ...read('mark'),
    ...read('openInterest'),
    ...read('sentiment'),
    ...insideBars(columnsOf(folder, manifest, instrument, 'finer'), bars.times, manifest.timeframe),
  }
}

function columnsOf(
  folder: string,
  { files }: Manifest,
  { id }: Instrument,
  series: SeriesKind,
): ColumnSet | undefined {
  const file = files.find((candidate) => candidate.instrument === id && candidate.series === series)
  return file && readSeries(folder, file)
}

/** The finer bars from the first bar's open to the last one's end, if there are any. */
function insideBars(
  finer: ColumnSet | undefined,
  times: Float64Array,
  timeframe: Timeframe,
): { finer?: BarColumns } {
  if (!finer || times.length === 0) return {}
  const range = { from: times[0]!, to: times.at(-1)! + TIMEFRAME_MS[timeframe] }
  const columns = asSeries('finer', slice(finer, range, false))
  return columns.times.length > 0 ? { finer: columns } : {}
}

function selectInstruments(
  manifest: Manifest,
  symbols: readonly string[] | undefined,
): readonly Instrument[] {
  if (!symbols) return manifest.instruments
  const ids = manifest.instruments.map(({ id }) => id)
  for (const symbol of symbols) {
    if (ids.includes(symbol)) continue
    const near = closest(symbol, ids)
    throw new QtError(
      'usage',
      `dataset "${manifest.name}" has no instrument "${symbol}"${near ? `; did you mean "${near}"?` : ''}`,
      `it has: ${ids.join(', ')}`,
    )
  }
  return manifest.instruments.filter(({ id }) => symbols.includes(id))
}

/** Views on the rows of the selection; a side series keeps the row that is in force at its beginning. */
function slice(columns: ColumnSet, selection: DatasetSelection, keepsRowInForce: boolean): ColumnSet {
  const { from = -Infinity, to = Infinity } = selection
  const times = columns.times!
  const before = countBefore(times, from)
  const first = keepsRowInForce && before > 0 && times[before] !== from ? before - 1 : before
  const end = Math.max(first, countBefore(times, to))
  if (first === 0 && end === times.length) return columns
  return Object.fromEntries(
    Object.entries(columns).map(([property, values]) => [property, values.subarray(first, end)]),
  )
}

function emptySelection(id: string, manifest: Manifest, { from, to }: DatasetSelection): QtError {
  const bars = manifest.files.find(({ instrument, series }) => instrument === id && series === 'bars')!
  const range = `${from === undefined ? 'the start' : formatTime(from)} to ${to === undefined ? 'the end' : formatTime(to)}`
  return new QtError(
    'usage',
    `dataset "${manifest.name}" has no bars of ${id} from ${range}`,
    `it has ${formatTime(bars.firstTime)} to ${formatTime(bars.lastTime)}`,
  )
}

/** A whole file in shared memory, so that workers get a handle instead of a copy. */
function readShared(path: string): Uint8Array {
  const handle = openExisting(path)
  try {
    const bytes = new Uint8Array(new SharedArrayBuffer(fstatSync(handle).size))
    for (let at = 0; at < bytes.length; ) {
      const count = readSync(handle, bytes, at, Math.min(bytes.length - at, 1 << 30), at)
      if (count === 0) throw new QtError('io', `${path}: shrank while it was read`)
      at += count
    }
    return bytes
  } finally {
    closeSync(handle)
  }
}

function openExisting(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new QtError('io', `${path}: cannot be opened (${code})`, 'import the dataset again', {
      cause: error,
    })
  }
}
