import { QtError } from '../../core/error.ts'
import { TIMEFRAME_MS } from '../../core/time.ts'
import { typicalSpacing } from '../../market/spacing.ts'
import { checkSeries, describeFindings } from './check-series.ts'
import { datasetFolder, readManifest } from './dataset-folder.ts'
import type { Manifest, ManifestFile } from './manifest.ts'
import { readSeries } from './open-dataset.ts'

export interface FileCheck {
  readonly path: string
  readonly rows: number
  readonly gaps: number
  /** In words, first few; empty when all is well. */
  readonly problems: readonly string[]
}

export interface DatasetCheck {
  readonly name: string
  readonly hash: string
  readonly isSound: boolean
  readonly files: readonly FileCheck[]
}

/** Verifies manifest, hashes and every rule of integrity once more. */
export async function checkDataset(root: string, name: string): Promise<DatasetCheck> {
  const folder = await datasetFolder(root, name)
  const manifest = await readManifest(folder)
  const files = manifest.files.map((file) => checkFile(folder, manifest, file))
  return {
    name,
    hash: manifest.contentHash,
    isSound: files.every(({ problems }) => problems.length === 0),
    files,
  }
}

function checkFile(folder: string, manifest: Manifest, file: ManifestFile): FileCheck {
  const { path, rows, gaps } = file
  return { path, rows, gaps: gaps.count, problems: problemsOf(folder, manifest, file) }
}

function problemsOf(folder: string, { timeframe, maxJump }: Manifest, file: ManifestFile): readonly string[] {
  try {
    const columns = readSeries(folder, file)
    const times = columns.times!
    const ownTimeframe = file.series === 'bars' ? timeframe : file.timeframe
    const intervalMs = ownTimeframe ? TIMEFRAME_MS[ownTimeframe] : (typicalSpacing(times) ?? 1)
    const findings = checkSeries(file.series, columns, { intervalMs, maxJump })
    const rowsText =
      times.length === file.rows ? [] : [`${file.path}: ${file.rows} rows expected, got ${times.length}`]
    const placeOf = (row: number) => `${file.path} row ${row + 1}`
    return [...rowsText, ...describeFindings(findings, file.series, { badCells: [], placeOf })]
  } catch (error) {
    if (error instanceof QtError) return [error.message]
    throw error
  }
}
