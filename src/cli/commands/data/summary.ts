import { finerTimeframeOf, type Manifest, type ManifestFile } from '../../../adapters/data/manifest.ts'
import { formatTime } from '../../../core/time.ts'
import { grouped, textTable } from '../../text-table.ts'

/** The head of a dataset as every data command prints it. */
export interface DatasetSummary {
  readonly name: string
  readonly hash: string
  readonly synthetic: boolean
  readonly timeframe: string
  readonly instruments: readonly string[]
  readonly bars: number
  /** Bars of a shorter timeframe inside them, where there are any. */
  readonly finer?: { readonly timeframe: string; readonly bars: number }
  readonly firstTime: number
  readonly lastTime: number
  readonly gaps: number
  readonly repairs: number
  readonly notes: readonly string[]
}

export function summaryOf(manifest: Manifest, name: string): DatasetSummary {
  const bars = manifest.files.filter(({ series }) => series === 'bars')
  const sum = (of: (file: ManifestFile) => number) => bars.reduce((total, file) => total + of(file), 0)
  return {
    name,
    hash: manifest.contentHash,
    synthetic: manifest.isSynthetic,
    timeframe: manifest.timeframe,
    instruments: manifest.instruments.map(({ id }) => id),
    bars: sum(({ rows }) => rows),
    ...finerOf(manifest),
    firstTime: Math.min(...bars.map(({ firstTime }) => firstTime)),
    lastTime: Math.max(...bars.map(({ lastTime }) => lastTime)),
    gaps: sum(({ gaps }) => gaps.count),
    repairs: manifest.files.reduce(
      (total, { repairs }) => total + repairs.reduce((n, { rows }) => n + rows, 0),
      0,
    ),
    notes: manifest.notes,
  }
}

function finerOf(manifest: Manifest): Pick<DatasetSummary, 'finer'> {
  const timeframe = finerTimeframeOf(manifest)
  if (!timeframe) return {}
  const files = manifest.files.filter(({ series }) => series === 'finer')
  return { finer: { timeframe, bars: files.reduce((total, { rows }) => total + rows, 0) } }
}

/** "real-1h: 8 instruments, 1h, 175,104 bars, 2023-01-01T00:00Z … 2025-06-30T23:00Z, hash 0416199dbb9f". */
export function headline(summary: DatasetSummary): string {
  const { name, synthetic, instruments, timeframe, bars, finer, gaps, repairs, hash } = summary
  const parts = [
    `${instruments.length} instrument${instruments.length === 1 ? '' : 's'}`,
    timeframe,
    `${grouped(bars)} bars`,
    ...(finer ? [`${grouped(finer.bars)} finer bars of ${finer.timeframe}`] : []),
    `${formatTime(summary.firstTime)} … ${formatTime(summary.lastTime)}`,
    ...(gaps > 0 ? [`${grouped(gaps)} gaps`] : []),
    ...(repairs > 0 ? [`${grouped(repairs)} rows repaired`] : []),
    `hash ${hash.slice(0, 12)}`,
  ]
  return `${name}${synthetic ? ' (synthetic)' : ''}: ${parts.join(', ')}`
}

export function filesTable(files: readonly ManifestFile[]): string {
  return textTable([
    ['instrument', 'series', 'rows', 'first', 'last', 'gaps', 'missing', 'repaired', 'source'],
    ...files.map(({ instrument, series, rows, firstTime, lastTime, gaps, repairs, sources }) => [
      instrument,
      series,
      grouped(rows),
      formatTime(firstTime),
      formatTime(lastTime),
      grouped(gaps.count),
      grouped(gaps.missingRows),
      grouped(repairs.reduce((total, repair) => total + repair.rows, 0)),
      sources.length > 1 ? `${sources[0]} and ${sources.length - 1} more` : sources[0]!,
    ]),
  ])
}
