import { basename } from 'node:path'
import { TIMEFRAME_MS, type Timeframe } from '../../core/time.ts'
import { checkSeries, refusal, type SeriesRules, timeframeOf } from './check-series.ts'
import type { Repair } from './manifest.ts'
import { readSource } from './read-source.ts'
import { repairSeries } from './repair-series.ts'
import { describeGaps, seriesNotes } from './series-facts.ts'
import type { ColumnSet, SeriesKind } from './series-schema.ts'
import { snapToHours } from './snap.ts'
import type { InstrumentSource } from './source-files.ts'
import type { SourceTable } from './source-table.ts'
import type { SeriesFacts } from './write-dataset.ts'

export interface ImportRules {
  /** Of the bars; undefined = read off the data. Mark bars may have their own. */
  readonly timeframe: Timeframe | undefined
  /** Of the finer bars; undefined = read off the data. */
  readonly finerTimeframe: Timeframe | undefined
  readonly maxJump: number
  readonly repair: boolean
}

export interface ImportedSeries {
  readonly columns: ColumnSet
  readonly decimals: Readonly<Record<string, number>>
  /** Of bars, finer bars and mark bars. */
  readonly timeframe: Timeframe | undefined
  readonly facts: SeriesFacts
}

/** Reads, checks and, if asked, repairs one series of one instrument. */
export async function importSeries(
  kind: SeriesKind,
  source: InstrumentSource,
  rules: ImportRules,
): Promise<ImportedSeries> {
  const table = await readSource(kind, source)
  const snapNotes = kind === 'funding' ? snapToHours(table.columns.times!) : []
  const timeframe = expectedTimeframe(kind, source, table, rules)
  const seriesRules = { intervalMs: timeframe ? TIMEFRAME_MS[timeframe] : 1, maxJump: rules.maxJump }
  const { columns, repairs } = soundColumns(kind, table, seriesRules, rules.repair)
  return {
    columns,
    decimals: table.decimals,
    timeframe,
    facts: {
      ...(kind === 'finer' && timeframe && { timeframe }),
      gaps: describeGaps(kind, columns, seriesRules.intervalMs),
      sources: source.paths.map((path) => basename(path)),
      repairs,
      notes: [...snapNotes, ...seriesNotes(kind, columns)],
    },
  }
}

function expectedTimeframe(
  kind: SeriesKind,
  { paths }: InstrumentSource,
  { columns }: SourceTable,
  { timeframe, finerTimeframe }: ImportRules,
): Timeframe | undefined {
  const file = basename(paths[0]!)
  switch (kind) {
    case 'bars':
      return timeframeOf(columns, timeframe, file)
    case 'finer':
      return timeframeOf(columns, finerTimeframe, file, 'finer-timeframe')
    case 'mark':
      return timeframeOf(columns, undefined, file)
    default:
      return undefined
  }
}

/** The columns if they keep every rule, after repair if that is allowed; else the refusal. */
function soundColumns(
  kind: SeriesKind,
  table: SourceTable,
  rules: SeriesRules,
  mayRepair: boolean,
): { columns: ColumnSet; repairs: Repair[] } {
  const findings = checkSeries(kind, table.columns, rules)
  if (findings.total === 0) return { columns: table.columns, repairs: [] }
  if (!mayRepair) throw refusal(findings, kind, table, false)
  const repaired = repairSeries(kind, table, rules)
  const left = checkSeries(kind, repaired.table.columns, rules)
  if (left.total > 0) throw refusal(left, kind, repaired.table, true)
  return { columns: repaired.table.columns, repairs: repaired.repairs }
}
