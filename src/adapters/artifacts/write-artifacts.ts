import { join } from 'node:path'
import type { Metrics } from '../../research/metrics.ts'
import type { BacktestResult } from '../../research/result.ts'
import { arrowBytes } from './arrow-bytes.ts'
import { csvChunks } from './csv-text.ts'
import { metricsText } from './metrics-text.ts'
import { runDocument } from './run-document.ts'
import { runTables } from './run-tables.ts'
import { type StagedFile, writeStaged } from './staged-files.ts'

/** Where the files of a run were written. */
export interface ArtifactPaths {
  readonly folder: string
  readonly report: string
  readonly metrics: string
}

/**
 * Writes everything that a run leaves behind into `folder`: report.html, metrics.json, run.json, and equity,
 * trades, fills, funding, refusals and changes of the governor as CSV and Arrow. All or nothing: see `writeStaged`.
 *
 * @param html the rendered report
 */
export function writeArtifacts(
  folder: string,
  result: BacktestResult,
  metrics: Metrics,
  html: string,
): ArtifactPaths {
  const tables = runTables(result)
  writeStaged(folder, [
    { name: 'metrics.json', content: metricsText(metrics) },
    { name: 'run.json', content: runDocument(result) },
    ...tables.map((table): StagedFile => ({ name: `${table.name}.csv`, content: csvChunks(table) })),
    ...tables.map((table): StagedFile => ({ name: `${table.name}.arrow`, content: arrowBytes(table) })),
    { name: 'report.html', content: html },
  ])
  return { folder, report: join(folder, 'report.html'), metrics: join(folder, 'metrics.json') }
}
