import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../../core/hash.ts'
import type { Instrument } from '../../market/instrument.ts'
import { encodeSeries } from './arrow.ts'
import { MANIFEST_FILE, replaceFolder } from './dataset-folder.ts'
import { contentHashOf, FORMAT_VERSION, type Manifest, type ManifestFile } from './manifest.ts'
import { type ColumnSet, SERIES_FILE, type SeriesKind } from './series-schema.ts'

/** What is known about a series beside its columns. */
export type SeriesFacts = Pick<ManifestFile, 'timeframe' | 'gaps' | 'sources' | 'repairs' | 'notes'>

/** Receives one series after the other, so that only one is in memory. */
export class DatasetWriter {
  private readonly folder: string
  private readonly files: ManifestFile[] = []

  constructor(folder: string) {
    this.folder = folder
  }

  async addSeries(
    instrument: string,
    series: SeriesKind,
    columns: ColumnSet,
    facts: SeriesFacts,
  ): Promise<ManifestFile> {
    const path = `${instrument}.${SERIES_FILE[series]}.arrow`
    const bytes = encodeSeries(series, columns)
    await writeFile(join(this.folder, path), bytes)
    const times = columns.times!
    const file: ManifestFile = {
      instrument,
      series,
      path,
      sha256: sha256(bytes),
      rows: times.length,
      firstTime: times[0]!,
      lastTime: times.at(-1)!,
      ...facts,
    }
    this.files.push(file)
    return file
  }

  async finish(head: ManifestHead): Promise<Manifest> {
    const instruments = head.instruments.toSorted(byId).map(mutable)
    const files = this.files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
    const content = { ...head, instruments, files }
    const manifest: Manifest = {
      formatVersion: FORMAT_VERSION,
      ...content,
      contentHash: contentHashOf(content),
    }
    await writeFile(join(this.folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
    return manifest
  }
}

export type ManifestHead = Pick<
  Manifest,
  'name' | 'timeframe' | 'isSynthetic' | 'maxJump' | 'createdWith' | 'generator' | 'notes'
> & { readonly instruments: readonly Instrument[] }

/** Builds a dataset at `folder`: all of it or nothing. */
export function writeDataset(
  folder: string,
  build: (writer: DatasetWriter) => Promise<ManifestHead>,
): Promise<Manifest> {
  return replaceFolder(folder, async (temporary) => {
    const writer = new DatasetWriter(temporary)
    return writer.finish(await build(writer))
  })
}

function byId(a: Instrument, b: Instrument): number {
  return a.id < b.id ? -1 : 1
}

function mutable(instrument: Instrument): Manifest['instruments'][number] {
  return { ...instrument, brackets: instrument.brackets.map((bracket) => ({ ...bracket })) }
}
