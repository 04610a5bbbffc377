import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { importDataset } from '../../../src/adapters/data/import-dataset.ts'
import { openDataset } from '../../../src/adapters/data/open-dataset.ts'
import { csv, START, soundRows, temporaryFolder, write } from './support.ts'

const HOUR = 3_600_000
const FIXTURES = join(import.meta.dirname, 'fixtures')

describe('importDataset', () => {
  it('brings bars and side series into one dataset, instruments by id', async () => {
    const folder = temporaryFolder()
    const bars = [
      write(folder, 'ETHUSDT-1h.csv', csv(soundRows(48))),
      write(folder, 'btc-usdt.csv.gz', gzipSync(csv(soundRows(48)))),
    ]
    const settlements = [0, 8, 24, 32].map((hour) => `${START + hour * HOUR + 3},BTCUSDT,0.000${hour + 1}`)
    const funding = [
      write(folder, 'BTCUSDT-funding.csv', csv(settlements, 'timestamp,symbol,funding_rate')),
      write(folder, 'LAYERUSDT-funding.csv', csv([`${START},0.1`], 'calc_time,last_funding_rate')),
    ]
    const mark = [
      write(
        folder,
        'BTCUSDT-mark.csv',
        csv(
          [`${START},100,101,99,100.123456`, `${START + 4 * HOUR},100,101,99,100`],
          'timestamp,open,high,low,close',
        ),
      ),
    ]
    const openInterest = [
      write(
        folder,
        'BTCUSDT-oi.csv',
        csv(
          [`${START},BTCUSDT,7873469,70365192.453`],
          'timestamp,symbol,sum_open_interest,sum_open_interest_value',
        ),
      ),
    ]
    const sentiment = [
      write(
        folder,
        'ETHUSDT-mood.csv',
        csv([`${START},-0.5,3,1`, `${START + HOUR},0.25,,0`], 'timestamp,score,news_count,trending'),
      ),
    ]
    const progress: string[] = []
    const manifest = await importDataset(folder, {
      name: 'all',
      bars,
      funding,
      mark,
      openInterest,
      sentiment,
      timeframe: '1h',
      progress: (text) => progress.push(text),
    })
    const data = await openDataset(folder, 'all')
    const [btc, eth] = data.instruments
    expect(data.instruments.map(({ instrument }) => instrument.id)).toEqual(['BTCUSDT', 'ETHUSDT'])
    expect([data.hash, data.timeframe, data.isSynthetic, data.name]).toEqual([
      manifest.contentHash,
      '1h',
      false,
      'all',
    ])
    expect(btc!.instrument).toMatchObject({
      symbol: 'BTC/USDT:USDT',
      tickSize: 0.01,
      lotStep: 0.001,
      fundingIntervalHours: 8,
    })
    expect(Array.from(btc!.funding!.times)).toEqual([0, 8, 24, 32].map((hour) => START + hour * HOUR))
    expect(Array.from(btc!.mark!.closes)).toEqual([100.123456, 100])
    expect(Array.from(btc!.openInterest!.values)).toEqual([7873469])
    expect(Array.from(eth!.sentiment!.newsCounts!)).toEqual([3, Number.NaN])
    expect(manifest.files.find(({ series }) => series === 'funding')).toMatchObject({
      gaps: {
        count: 1,
        missingRows: 1,
        first: [{ from: START + 16 * HOUR, to: START + 16 * HOUR, missing: 1 }],
      },
      notes: ['4 times moved to the full hour, by at most 3 ms'],
    })
    expect(manifest.notes).toEqual([
      'BTCUSDT: 2 of 6 funding rates due are unknown',
      'ETHUSDT: no funding rates',
      'funding of LAYERUSDT not used: no bars of it',
    ])
    expect(progress).toEqual(['BTCUSDT: 48 bars', 'ETHUSDT: 48 bars'])
  })

  it('gives the same hash wherever, whenever and under whatever name', async () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()]
    const a = await importDataset(one, { name: 'a', bars: [write(one, 'BTCUSDT.csv', csv(soundRows(30)))] })
    const again = await importDataset(one, { name: 'a', bars: [join(one, 'BTCUSDT.csv')] })
    const b = await importDataset(two, {
      name: 'b',
      bars: [write(two, 'BTCUSDT-1h.csv.gz', gzipSync(csv(soundRows(30))))],
    })
    const other = await importDataset(two, {
      name: 'c',
      bars: [write(two, 'BTCUSDT.csv', csv(soundRows(31)))],
    })
    expect([again.contentHash, b.contentHash]).toEqual([a.contentHash, a.contentHash])
    expect(other.contentHash).not.toBe(a.contentHash)
    expect(readFileSync(join(one, 'a', 'manifest.json'), 'utf8')).not.toContain(one)
  })

  it('joins monthly archive files of one symbol, each with its own time unit', async () => {
    const folder = temporaryFolder()
    const kline = (hour: number, unit: number) =>
      `${(START + hour * HOUR) * unit},1.5,2.5,1,2,10,0,15,3,4,6,0`
    write(
      folder,
      'BTCUSDT-1h-2024-01.zip',
      zipSync({ 'BTCUSDT-1h-2024-01.csv': Buffer.from(`${kline(0, 1)}\n${kline(1, 1)}\n`) }),
    )
    write(
      folder,
      'BTCUSDT-1h-2024-02.zip',
      zipSync({ 'BTCUSDT-1h-2024-02.csv': Buffer.from(`${kline(2, 1000)}\n${kline(4, 1000)}\n`) }),
    )
    write(
      folder,
      'BTCUSDT-1m-2024-02.zip',
      zipSync({ 'BTCUSDT-1m-2024-02.csv': Buffer.from('wrong timeframe, left out') }),
    )
    write(folder, 'CHECKSUM', 'not data')
    const manifest = await importDataset(folder, { name: 'x', bars: [folder], timeframe: '1h' })
    expect(manifest.files[0]).toMatchObject({
      rows: 4,
      lastTime: START + 4 * HOUR,
      gaps: {
        count: 1,
        missingRows: 1,
        first: [{ from: START + 3 * HOUR, to: START + 3 * HOUR, missing: 1 }],
      },
      sources: ['BTCUSDT-1h-2024-01.zip', 'BTCUSDT-1h-2024-02.zip'],
    })
    write(
      folder,
      'BTCUSDT-1h-2024-02.zip',
      zipSync({ 'feb.csv': Buffer.from(`${kline(2, 1000)}\n${kline(3, 1000).replace('2.5', '0.5')}\n`) }),
    )
    await expect(importDataset(folder, { name: 'x', bars: [folder], timeframe: '1h' })).rejects.toThrow(
      'BTCUSDT-1h-2024-02.zip/feb.csv row 2: high ≥ max(open, close) expected, got 0.5 < 2',
    )
  })

  it.each(['snappy.parquet', 'row-groups.zstd.parquet', 'lz4.feather', 'zstd.feather'])(
    'reads %s as pyarrow wrote it',
    async (file) => {
      const folder = temporaryFolder()
      const name = `BTCUSDT${file.slice(file.lastIndexOf('.'))}`
      const bars = [write(folder, name, readFileSync(join(FIXTURES, file)))]
      await importDataset(folder, { name: 'x', bars })
      const { bars: columns, instrument } = (await openDataset(folder, 'x')).instruments[0]!
      expect(Array.from(columns.times)).toEqual([0, 1, 2, 3, 4, 5].map((hour) => START + hour * HOUR))
      expect(Array.from(columns.opens)).toEqual([100.5, 101, 102.25, 101.75, 103, 102.5])
      expect(Array.from(columns.volumes)).toEqual([1.5, 2, 2.25, 3, 0.125, 4])
      expect([instrument.tickSize, instrument.lotStep]).toEqual([0.01, 0.001])
    },
  )

  it('notes a frozen tail without volume', async () => {
    const folder = temporaryFolder()
    const dead = Array.from({ length: 30 }, (_, i) => `${START + (20 + i) * HOUR},7,7,7,7,0`)
    const alive = soundRows(20).map((row, i) => (i === 19 ? `${START + 19 * HOUR},20,21,7,7,5` : row))
    const options = {
      name: 'x',
      bars: [write(folder, 'WAVESUSDT.csv', csv([...alive, ...dead]))],
      maxJump: 20,
    }
    const { files } = await importDataset(folder, options)
    expect(files[0]!.notes).toEqual([
      'no volume and a frozen price from 2024-01-01T20:00Z on: 30 bars (delisted?)',
    ])
  })

  it('repairs what can be repaired and records it with the rows of the source', async () => {
    const folder = temporaryFolder()
    const rows = soundRows(12)
    const at = (hour: number) => START + hour * HOUR
    const broken = [
      ...rows.slice(0, 3),
      rows[4]!,
      rows[3]!,
      rows[3]!,
      `${at(5)},1,1,1,1,1`,
      `${at(5)},105,99,106,104,1`,
      `${at(6)},106,abc,1,100,1`,
      `${at(7)},-1,107,99,101,1`,
      ...rows.slice(8, 10),
      `${at(10)},1000,1001,999,1000,1`,
      rows[11]!,
    ]
    const bars = [write(folder, 'BTCUSDT.csv', csv(broken))]
    await expect(importDataset(folder, { name: 'x', bars })).rejects.toThrow('and')
    const { files } = await importDataset(folder, { name: 'x', bars, repair: true })
    expect(files[0]!.repairs).toEqual([
      { rule: 'notANumber', action: 'dropped', rows: 1, examples: ['BTCUSDT.csv row 10'] },
      { rule: 'nonPositive', action: 'dropped', rows: 1, examples: ['BTCUSDT.csv row 11'] },
      { rule: 'unordered', action: 'sorted by time', rows: 1, examples: ['BTCUSDT.csv row 6'] },
      { rule: 'duplicate', action: 'dropped an exact copy', rows: 1, examples: ['BTCUSDT.csv row 6'] },
      {
        rule: 'duplicate',
        action: 'kept the last of rows that differ',
        rows: 1,
        examples: ['BTCUSDT.csv row 8'],
      },
      {
        rule: 'highTooLow',
        action: 'high raised to the largest price of the bar',
        rows: 1,
        examples: ['BTCUSDT.csv row 9'],
      },
      {
        rule: 'lowTooHigh',
        action: 'low lowered to the smallest price of the bar',
        rows: 1,
        examples: ['BTCUSDT.csv row 9'],
      },
      {
        rule: 'jump',
        action: 'dropped a single bar that jumps away and back',
        rows: 1,
        examples: ['BTCUSDT.csv row 14'],
      },
    ])
    const { bars: columns } = (await openDataset(folder, 'x')).instruments[0]!
    expect(Array.from(columns.times, (time) => (time - START) / HOUR)).toEqual([0, 1, 2, 3, 4, 5, 8, 9, 11])
    expect([columns.highs[5], columns.lows[5]]).toEqual([106, 99])
    expect(files[0]!.gaps.count).toBe(2)
  })

  it('refuses a lasting jump even with repair, and accepts it with --max-jump', async () => {
    const folder = temporaryFolder()
    const rows = [...soundRows(3), ...[3, 4].map((hour) => `${START + hour * HOUR},1000,1001,999,1000,1`)]
    const options = { name: 'x', bars: [write(folder, 'BTCUSDT.csv', csv(rows))] }
    await expect(importDataset(folder, { ...options, repair: true })).rejects.toThrow('at most a factor 5')
    expect((await importDataset(folder, { ...options, maxJump: 20 })).maxJump).toBe(20)
  })
})

describe('instrument metadata from a file', () => {
  async function withMetadata(metadata: unknown) {
    const folder = temporaryFolder()
    const bars = [
      write(folder, 'BTCUSDT.csv', csv(soundRows(5))),
      write(folder, 'ETHUSDT.csv', csv(soundRows(5))),
    ]
    const instrumentsFile = write(
      folder,
      'meta.json',
      typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
    )
    return importDataset(folder, { name: 'x', bars, instrumentsFile })
  }

  it('overrides all and one, and enters the hash', async () => {
    const { instruments, notes, contentHash } = await withMetadata({
      '*': { takerFeeBps: 4 },
      ETHUSDT: { takerFeeBps: 3, tickSize: 0.05, fundingIntervalHours: 4 },
      ETHUSTD: {},
    })
    expect(
      instruments.map(({ takerFeeBps, tickSize, fundingIntervalHours }) => [
        takerFeeBps,
        tickSize,
        fundingIntervalHours,
      ]),
    ).toEqual([
      [4, 0.01, 8],
      [3, 0.05, 4],
    ])
    expect(notes).toContain('metadata of ETHUSTD not used: no such instrument (did you mean ETHUSDT?)')
    expect((await withMetadata({})).contentHash).not.toBe(contentHash)
  })

  it.each<readonly [string, unknown, string]>([
    [
      'unknown key',
      { BTCUSDT: { takerFeeBp: 4 } },
      'meta.json: BTCUSDT: unknown key "takerFeeBp"; did you mean "takerFeeBps"?',
    ],
    ['wrong value', { '*': { tickSize: -1 } }, 'meta.json: *.tickSize'],
    ['wrong interval', { '*': { fundingIntervalHours: 3 } }, 'meta.json: *.fundingIntervalHours'],
    ['not JSON', '{', 'meta.json: not JSON'],
  ])('%s', async (_, metadata, message) => {
    await expect(withMetadata(metadata)).rejects.toThrow(message)
  })
})
