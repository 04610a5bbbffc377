import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { importDataset } from '../../../src/adapters/data/import-dataset.ts'
import { openDataset } from '../../../src/adapters/data/open-dataset.ts'
import { DEMO_SPEC, synthesize } from '../../../src/adapters/data/synthesize.ts'
import type { MarketData } from '../../../src/market/market-data.ts'

const REAL = resolve(import.meta.dirname, '../../../../shared/data')
const NAME = 'hourly'

/** Rows of each instrument, those of the real data: 2023-01-01 to 2025-06-30. */
export const HOURLY_ROWS = 21_888

export const isRealDataThere = existsSync(join(REAL, 'perp-1h'))

/** Writes eight instruments × 21 888 hourly bars: the real ones where they are at hand, else synthetic ones. */
export async function writeHourlyMarket(folder: string): Promise<void> {
  if (!isRealDataThere) {
    await synthesize(folder, NAME, { ...DEMO_SPEC, bars: HOURLY_ROWS })
    return
  }
  await importDataset(folder, {
    name: NAME,
    bars: [join(REAL, 'perp-1h')],
    timeframe: '1h',
    funding: [join(REAL, 'funding')],
    mark: [join(REAL, 'mark-1h')],
  })
}

export function openHourlyMarket(folder: string): Promise<MarketData> {
  return openDataset(folder, NAME)
}
