import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importDataset } from '../../../src/adapters/data/import-dataset.ts'
import { openDataset } from '../../../src/adapters/data/open-dataset.ts'
import type { BarColumns } from '../../../src/columns/series.ts'
import { Digest } from '../../../src/core/hash.ts'
import type { MarketData } from '../../../src/market/market-data.ts'
import type { Bench } from '../bench.ts'
import { writeCsvGz } from '../support/csv-files.ts'
import { CROSS_RULES, runAll } from '../support/ema-cross.ts'
import { fingerprintOf } from '../support/fingerprint.ts'
import { peakBytes } from '../support/peak.ts'
import { walkBars } from '../support/walk.ts'

const INSTRUMENTS = 45
const ROWS = 365 * 24 * 60
const TICKS_PER_UNIT = 100
const NAME = 'portfolio-1m'

/** Instrument k of the invented market: its own walk from its own price. */
function instrumentBars(k: number): BarColumns {
  const bars = walkBars(ROWS, k + 1, 10 * (k + 1) ** 2, TICKS_PER_UNIT)
  return { ...bars, volumes: bars.volumes.map((volume) => Math.round(volume * 1000) / 1000) }
}

const symbolOf = (k: number) => `C${String(k).padStart(2, '0')}USDT`

function digestOf({ times, opens, highs, lows, closes, volumes }: BarColumns): string {
  const digest = new Digest()
  for (const column of [times, opens, highs, lows, closes, volumes]) digest.array(column)
  return digest.hex()
}

/** Every cell of every file must have arrived. */
function checkColumns({ instruments }: MarketData, folder: string): string {
  const expected = JSON.parse(readFileSync(join(folder, 'digests.json'), 'utf8')) as Record<string, string>
  for (const { instrument, bars } of instruments) {
    if (digestOf(bars) !== expected[instrument.id])
      throw new Error(`${instrument.id}: the imported columns are not those that were written`)
  }
  return `every cell of ${instruments.length} CSV files arrived`
}

async function importAndOpen(folder: string, root: string): Promise<MarketData> {
  await importDataset(join(folder, root), { name: NAME, bars: [join(folder, 'csv')], timeframe: '1m' })
  return openDataset(join(folder, root), NAME)
}

const bench: Bench = {
  name: 'portfolio',
  work: `${INSTRUMENTS} instruments × 1 year of one-minute CSV.gz imported, opened, backtested on one account`,
  unit: 'bar',
  isLong: true,
  targets: [{ figure: 'peakMb', atMost: 2500, text: 'peak ≤ 2.5 GB' }],
  async prepare({ folder, log }) {
    mkdirSync(join(folder, 'csv'))
    const digests: Record<string, string> = {}
    for (let k = 0; k < INSTRUMENTS; k++) {
      const bars = instrumentBars(k)
      writeCsvGz(join(folder, 'csv'), symbolOf(k), bars)
      digests[symbolOf(k)] = digestOf(bars)
    }
    writeFileSync(join(folder, 'digests.json'), JSON.stringify(digests))
    log(`  ${INSTRUMENTS} CSV.gz files written`)
  },
  async verify({ folder }) {
    const data = await importAndOpen(folder, 'verified')
    const { result, metrics } = runAll(data, CROSS_RULES, 'replay')
    const { initialEquity, account, equity } = result
    const expected = initialEquity + account.realised + account.unrealised - account.fees - account.funding
    if (Math.abs(expected / equity.at(-1)! - 1) > 1e-9) throw new Error('the books do not add up')
    const run = `${metrics.fills} fills equal those of a run whose features are fed row by row; the books add up`
    return { fingerprint: fingerprintOf(result), checks: [checkColumns(data, folder), run] }
  },
  async measure({ folder }) {
    const begin = performance.now()
    await importDataset(join(folder, 'measured'), {
      name: NAME,
      bars: [join(folder, 'csv')],
      timeframe: '1m',
    })
    const imported = performance.now()
    const importPeakMb = peakBytes() / 1e6
    const data = await openDataset(join(folder, 'measured'), NAME)
    const opened = performance.now()
    const { result, metrics } = runAll(data, CROSS_RULES)
    const done = performance.now()
    const peak = peakBytes()
    return {
      fingerprint: fingerprintOf(result),
      units: INSTRUMENTS * ROWS,
      seconds: [(done - begin) / 1000],
      figures: {
        importSeconds: (imported - begin) / 1000,
        openSeconds: (opened - imported) / 1000,
        backtestSeconds: (done - opened) / 1000,
        importPeakMb,
        fills: metrics.fills,
        peakBytes: peak,
      },
    }
  },
}

export default bench
