import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { importDataset } from '../../../src/adapters/data/import-dataset.ts'
import { openDataset } from '../../../src/adapters/data/open-dataset.ts'
import { withFundingHoles } from '../../../src/market/funding-holes.ts'
import { temporaryFolder } from './support.ts'

const DATA = join(import.meta.dirname, '../../../../shared/data')
const isThere = existsSync(DATA)
if (!isThere) console.warn('real-data.test.ts skipped: ../shared/data is absent')

/** Columns of a CSV by the plainest code there is. */
function plainly(path: string): number[][] {
  const [, ...rows] = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n')
  return rows.map((row) => row.split(',').map(Number))
}

const COLUMNS = [
  'times',
  'opens',
  'highs',
  'lows',
  'closes',
  'volumes',
  'quoteVolumes',
  'tradeCounts',
] as const

describe.skipIf(!isThere)('real data', () => {
  it.each(['perp-1h', 'perp-1h-dead', 'spot-1h', 'perp-1m', 'perp-5m', 'perp-30m', 'perp-ext-4h'])(
    'imports %s with exactly the values of the source',
    async (folder) => {
      const root = temporaryFolder()
      await importDataset(root, { name: 'x', bars: [join(DATA, folder)] })
      const { instruments } = await openDataset(root, 'x')
      const files = readdirSync(join(DATA, folder)).sort()
      expect(instruments).toHaveLength(files.length)
      for (const [k, { bars }] of instruments.entries()) {
        const rows = plainly(join(DATA, folder, files[k]!))
        rows[0]!.forEach((_, c) => {
          const expected = Float64Array.from(rows, (row) => row[c]!)
          expect(Buffer.from(expected.buffer).equals(Buffer.from(bars[COLUMNS[c]!]!.slice().buffer))).toBe(
            true,
          )
        })
      }
    },
  )

  it('reports the outages of the spot market and the end of the delisted instrument', async () => {
    const root = temporaryFolder()
    const spot = await importDataset(root, { name: 'spot', bars: [join(DATA, 'spot-1h')] })
    expect(spot.files[0]!.gaps).toMatchObject({ count: 27, missingRows: 122 })
    const dead = await importDataset(root, { name: 'dead', bars: [join(DATA, 'perp-1h-dead')] })
    expect(dead.notes[0]).toContain('no volume and a frozen price from 2024-06-11T09:00Z on: 9,231 bars')
  })

  it('reads tick and lot off the data', async () => {
    const { instruments } = await importDataset(temporaryFolder(), {
      name: 'x',
      bars: [join(DATA, 'perp-1h')],
    })
    expect(instruments.map(({ id, tickSize, lotStep }) => [id, tickSize, lotStep])).toEqual([
      ['ADAUSDT', 0.0001, 1],
      ['BNBUSDT', 0.01, 0.01],
      ['BTCUSDT', 0.1, 0.001],
      ['DOGEUSDT', 0.00001, 1],
      ['ETHUSDT', 0.01, 0.001],
      ['LINKUSDT', 0.001, 0.01],
      ['SOLUSDT', 0.001, 0.01],
      ['XRPUSDT', 0.0001, 0.1],
    ])
  })

  it('sees the switch of LAYER from 4h to 1h as a switch, and the holes of SOL as holes', () => {
    const funding = (symbol: string) => {
      const path = join(DATA, 'funding', `${symbol}-funding.csv.gz`)
      const rows = plainly(path)
      return {
        times: Float64Array.from(rows, (row) => row[0]!),
        rates: Float64Array.from(rows, (row) => row[2]!),
      }
    }
    const holes = (symbol: string) => {
      const known = funding(symbol)
      const { rates } = withFundingHoles(known, known.times[0]!, known.times.at(-1)!, 8 * 3_600_000)
      return rates.length - known.rates.length
    }
    expect(holes('LAYERUSDT')).toBe(0)
    expect(holes('BTCUSDT')).toBe(0)
    expect(holes('SOLUSDT')).toBe((12_297_600_000 + 5_097_600_000) / 28_800_000 - 2)
  })
})
