import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkDataset } from '../../../src/adapters/data/check-dataset.ts'
import { type ImportOptions, importDataset } from '../../../src/adapters/data/import-dataset.ts'
import { openDataset } from '../../../src/adapters/data/open-dataset.ts'
import { HOUR_MS, MINUTE_MS } from '../../../src/core/time.ts'
import { csv, START, soundRows, temporaryFolder, write } from './support.ts'

const QUARTER = 15 * MINUTE_MS

/** Quarters of an hour that keep every rule, from an hour on. */
function quarterRows(fromHour: number, count: number): string[] {
  return Array.from(
    { length: count },
    (_, i) => `${START + fromHour * HOUR_MS + i * QUARTER},100.5,108.25,99,100.5,2.5`,
  )
}

/** BTC and ETH for two days; BTC with the quarters of hours 10 to 20, one of them missing. */
async function imported(options: Partial<ImportOptions> = {}) {
  const folder = temporaryFolder()
  const bars = ['BTCUSDT-1h.csv', 'ETHUSDT-1h.csv'].map((name) => write(folder, name, csv(soundRows(48))))
  const finer = [write(folder, 'BTCUSDT-15m.csv', csv(quarterRows(10, 40).toSpliced(5, 1)))]
  const manifest = await importDataset(folder, { name: 'x', bars, finer, ...options })
  return { folder, manifest, bars, finer }
}

describe('finer bars in a dataset', () => {
  it('lie beside the bars, with a timeframe, a hash and gaps of their own', async () => {
    const { folder, manifest } = await imported()
    const data = await openDataset(folder, 'x')
    expect([data.timeframe, data.finerTimeframe]).toEqual(['1h', '15m'])
    const [btc, eth] = data.instruments
    expect([...btc!.finer!.times]).toEqual(
      quarterRows(10, 40)
        .toSpliced(5, 1)
        .map((row) => Number(row.split(',')[0])),
    )
    expect([btc!.finer!.highs[0], btc!.finer!.volumes[38]]).toEqual([108.25, 2.5])
    expect(eth!.finer).toBeUndefined()
    const file = manifest.files.find(({ series }) => series === 'finer')!
    expect(file).toMatchObject({
      path: 'BTCUSDT.finer.arrow',
      timeframe: '15m',
      rows: 39,
      gaps: { count: 1, missingRows: 1 },
      sources: ['BTCUSDT-15m.csv'],
    })
    expect((await checkDataset(folder, 'x')).isSound).toBe(true)
  })

  it('are part of what the dataset is: another hash with them, with others of them, and as before without', async () => {
    const { folder, manifest, bars, finer } = await imported()
    const plain = await importDataset(folder, { name: 'plain', bars })
    write(folder, 'BTCUSDT-15m.csv', csv(quarterRows(10, 40)))
    const other = await importDataset(folder, { name: 'other', bars, finer })
    expect(new Set([manifest, plain, other].map(({ contentHash }) => contentHash)).size).toBe(3)
    // Pinned before there were finer bars.
    expect(plain.contentHash.slice(0, 12)).toBe('066829332e1e')
    const data = await openDataset(folder, 'plain')
    expect(Object.keys(data)).not.toContain('finerTimeframe')
    expect(Object.keys(data.instruments[0]!)).not.toContain('finer')
  })

  it('follow a selection: from the first bar to the end of the last, and gone with their instrument', async () => {
    const { folder } = await imported()
    const hour = (h: number) => START + h * HOUR_MS
    const part = await openDataset(folder, 'x', { from: hour(12), to: hour(14) + MINUTE_MS })
    const { finer, bars } = part.instruments[0]!
    expect([bars.times[0], bars.times.at(-1)]).toEqual([hour(12), hour(14)])
    expect([finer!.times[0], finer!.times.at(-1), finer!.times.length]).toEqual([
      hour(12),
      hour(15) - QUARTER,
      12,
    ])
    const before = await openDataset(folder, 'x', { to: hour(9) })
    expect([before.finerTimeframe, before.instruments[0]!.finer]).toEqual([undefined, undefined])
    expect((await openDataset(folder, 'x', { symbols: ['ETHUSDT'] })).finerTimeframe).toBeUndefined()
  })

  it('are checked like every series: damage and broken rules are found', async () => {
    const { folder } = await imported()
    const path = join(folder, 'x', 'BTCUSDT.finer.arrow')
    const bytes = readFileSync(path)
    bytes[bytes.length >> 1]! ^= 1
    writeFileSync(path, bytes)
    const { isSound, files } = await checkDataset(folder, 'x')
    expect(isSound).toBe(false)
    expect(files.find((file) => file.path === 'BTCUSDT.finer.arrow')!.problems[0]).toContain('sha256')
    await expect(openDataset(folder, 'x')).rejects.toThrow('BTCUSDT.finer.arrow: sha256')
    const broken = write(
      temporaryFolder(),
      'BTCUSDT.csv',
      csv(quarterRows(0, 8).with(2, `${START + 2 * QUARTER},100,99,98,100,1`)),
    )
    await expect(imported({ finer: [broken] })).rejects.toThrow('BTCUSDT.csv row 4: high')
  })

  it.each([
    ['1h', 'finer bars of 1h cannot lie inside bars of 1h: a timeframe that divides 1h expected'],
    ['2h', 'finer bars of 2h cannot lie inside bars of 1h'],
  ])('of %s are refused', async (_, message) => {
    const hours = message.includes('2h') ? 2 : 1
    const rows = Array.from({ length: 5 }, (_, i) => `${START + i * hours * HOUR_MS},100,101,99,100,1`)
    const finer = [write(temporaryFolder(), 'BTCUSDT.csv', csv(rows))]
    await expect(imported({ finer })).rejects.toThrow(message)
  })

  it('must have the timeframe that is asked for, and of a folder those files are taken', async () => {
    await expect(imported({ finerTimeframe: '5m' })).rejects.toThrow('bars 5m apart expected, they are 15m')
    const folder = temporaryFolder()
    write(folder, 'BTCUSDT-15m.csv', csv(quarterRows(0, 8)))
    write(folder, 'BTCUSDT-5m.csv', 'not even data')
    const { manifest } = await imported({ finer: [folder], finerTimeframe: '15m' })
    expect(manifest.files.find(({ series }) => series === 'finer')!.rows).toBe(8)
  })

  it('of an instrument without bars are said to be of no use', async () => {
    const finer = [write(temporaryFolder(), 'SOLUSDT-15m.csv', csv(quarterRows(0, 8)))]
    const { manifest } = await imported({ finer })
    expect(manifest.notes).toContain('finer of SOLUSDT not used: no bars of it')
  })
})
