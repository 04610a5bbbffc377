import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { QtError } from '../../core/error.ts'
import { VERSION } from '../../core/version.ts'
import { defaultInstrument } from '../../market/defaults.ts'
import type { Instrument } from '../../market/instrument.ts'
import { DEFAULT_MAX_JUMP } from '../../market/integrity.ts'
import { GENERATOR_VERSION, generateMarket, type SyntheticSpec } from '../../market/synthetic/generate.ts'
import { checkDatasetName, DEMO, MANIFEST_FILE, readManifest } from './dataset-folder.ts'
import type { Manifest } from './manifest.ts'
import { asColumnSet, SERIES_KINDS } from './series-schema.ts'
import { writeDataset } from './write-dataset.ts'

/** Eight instruments, hourly, the two years 2023 and 2024. */
export const DEMO_SPEC: SyntheticSpec = {
  seed: 42,
  instruments: 8,
  bars: 731 * 24,
  timeframe: '1h',
  firstTime: Date.UTC(2023, 0, 1),
}

/** Generates a synthetic dataset and puts it in place of an earlier one of that name. */
export function synthesize(
  root: string,
  name: string,
  spec: SyntheticSpec,
  progress: (text: string) => void = () => {},
): Promise<Manifest> {
  checkDatasetName(name)
  return writeDataset(join(root, name), async (writer) => {
    const instruments: Instrument[] = []
    for (const generated of generateMarket(spec)) {
      const { asset } = generated
      const facts = {
        gaps: { count: 0, missingRows: 0, first: [] },
        sources: ['synthetic'],
        repairs: [],
        notes: [],
      }
      for (const kind of SERIES_KINDS) {
        if (kind === 'finer') continue // the generator knows nothing of what happens inside its bars
        const series = generated[kind]
        if (series) await writer.addSeries(asset.id, kind, asColumnSet(series), facts)
      }
      const observed = { priceDecimals: asset.priceDecimals, volumeDecimals: asset.volumeDecimals }
      instruments.push(defaultInstrument(asset.id, observed))
      progress(`${asset.id}: ${spec.bars.toLocaleString('en-US')} synthetic bars`)
    }
    return {
      name,
      timeframe: spec.timeframe,
      isSynthetic: true,
      maxJump: DEFAULT_MAX_JUMP,
      createdWith: VERSION,
      generator: { version: GENERATOR_VERSION, ...spec },
      instruments,
      notes: ['synthetic: generated from a seed, not market data'],
    }
  })
}

/** Makes sure that the demo dataset is there and of this generator's version. */
export async function ensureDemo(root: string, progress?: (text: string) => void): Promise<void> {
  const folder = join(root, DEMO)
  if (await isCurrentDemo(folder)) return
  progress?.('generating the synthetic demo dataset (first use)')
  await synthesize(root, DEMO, DEMO_SPEC)
}

/** A demo whose manifest cannot be read is generated again like an old one. */
async function isCurrentDemo(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, MANIFEST_FILE))) return false
  try {
    return (await readManifest(folder)).generator?.version === GENERATOR_VERSION
  } catch (error) {
    if (error instanceof QtError) return false
    throw error
  }
}

export { DEMO }
