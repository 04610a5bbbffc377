import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { QtError } from '../../core/error.ts'
import type { Timeframe } from '../../core/time.ts'
import { isSourceFile, parseSourceName, type SourceName } from './source-name.ts'

/** The files of one instrument, in the order in which they are read. */
export interface InstrumentSource {
  readonly symbol: string
  readonly paths: readonly string[]
}

interface NamedFile extends SourceName {
  readonly path: string
}

/**
 * The source files under `paths` (files, or folders of them), grouped by the symbol in their names and sorted.
 * Where a symbol has files of several timeframes, those that name another than `timeframe` are left out.
 */
export async function findSources(
  paths: readonly string[],
  timeframe?: Timeframe,
): Promise<InstrumentSource[]> {
  const files = (await Promise.all(paths.map(filesAt))).flat().map(named)
  const bySymbol = Map.groupBy(files, ({ symbol }) => symbol)
  return [...bySymbol]
    .map(([symbol, group]) => ({
      symbol,
      paths: ofTimeframe(group, timeframe)
        .map(({ path }) => path)
        .sort(),
    }))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
}

async function filesAt(path: string): Promise<string[]> {
  if (!existsSync(path)) throw new QtError('io', `${path}: no such file or folder`)
  if (!statSync(path).isDirectory()) return [path]
  const files = (await sourceFilesIn(path, false)) ?? (await sourceFilesIn(path, true))
  if (files) return files
  throw new QtError(
    'data',
    `${path}: no data files in this folder`,
    'names such as BTCUSDT-1h.csv, .csv.gz, .zip, .parquet or .arrow are expected',
  )
}

async function sourceFilesIn(folder: string, recursive: boolean): Promise<string[] | undefined> {
  const entries = await readdir(folder, { withFileTypes: true, recursive })
  const files = entries.filter((entry) => entry.isFile() && isSourceFile(entry.name))
  return files.length > 0 ? files.map((entry) => join(entry.parentPath, entry.name)) : undefined
}

function named(path: string): NamedFile {
  const name = parseSourceName(basename(path))
  if (name) return { path, ...name }
  throw new QtError(
    'data',
    `${basename(path)}: no symbol at the beginning of the file name`,
    'a name such as BTCUSDT-1h.csv.gz or ETH-USDC.parquet is expected',
  )
}

function ofTimeframe(files: readonly NamedFile[], timeframe: Timeframe | undefined): readonly NamedFile[] {
  if (!files.some((file) => file.timeframe === timeframe)) return files
  return files.filter((file) => file.timeframe === undefined || file.timeframe === timeframe)
}
