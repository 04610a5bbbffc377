import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { datasetFolder } from '../../../src/adapters/data/dataset-folder.ts'
import { type ImportOptions, importDataset } from '../../../src/adapters/data/import-dataset.ts'
import { openDataset } from '../../../src/adapters/data/open-dataset.ts'
import { QtError } from '../../../src/core/error.ts'
import { csv, HEADER, START, soundRows, temporaryFolder, write } from './support.ts'

const HOUR = 3_600_000

/** The sound file with row `index` (from 0) replaced. */
function withRow(index: number, row: string): string {
  return csv(soundRows(10).with(index, row))
}

const at = (index: number) => START + index * HOUR

async function refusal(promise: Promise<unknown>): Promise<QtError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(QtError)
  return error as QtError
}

describe('what the file says', () => {
  const cases: readonly (readonly [what: string, content: string | Uint8Array, message: string])[] = [
    [
      'missing column',
      csv(['1,1,1,1,1'], 'timestamp,open,high,low,volume'),
      'X row 1: column "close" is missing; got timestamp,open,high,low,volume',
    ],
    [
      'misspelt column',
      csv(['1,1,1,1,1,1'], 'timestamp,open,high,low,clsoe,volume'),
      'X row 1: column "close" is missing',
    ],
    ['wrong header', csv(['a,b'], 'date,HUFL'), 'X row 1: column "open" is missing; got date,HUFL'],
    ['no header', csv(soundRows(3)).slice(HEADER.length + 1), 'X row 1: a header expected'],
    [
      'column twice',
      csv(['1,1,1,1,1,1,1'], `${HEADER},vol`),
      'X row 1: one column for volume expected, got volume and vol',
    ],
    [
      'non-numeric cell',
      withRow(4, `${at(4)},104,abc,1,104,1`),
      'X row 6: high: a number expected, got "abc"',
    ],
    ['NaN', withRow(4, `${at(4)},104,NaN,1,104,1`), 'X row 6: high: a number expected, got "NaN"'],
    ['empty cell', withRow(4, `${at(4)},104,,1,104,1`), 'X row 6: high: a number expected, got ""'],
    [
      'infinite',
      withRow(4, `${at(4)},104,inf,100,104,1`),
      'X row 6: high: a finite number expected, got Infinity',
    ],
    ['hexadecimal', withRow(4, `${at(4)},104,0x80,1,104,1`), 'X row 6: high: a number expected, got "0x80"'],
    [
      'time as text',
      withRow(4, 'soon,104,105,100,104,1'),
      'X row 6: time: a UTC time from 2009 to 2099 expected, got "soon"',
    ],
    ['short row', withRow(9, `${at(9)},104`), 'X row 11: high: a number expected, got "only 2 cells"'],
    [
      'duplicate',
      withRow(4, soundRows(10)[3]!),
      'X row 6: time: each time once expected, got 2024-01-01T03:00Z again',
    ],
    [
      'reversed rows',
      csv(soundRows(10).reverse()),
      'X row 3: time: a time after 2024-01-01T09:00Z expected, got 2024-01-01T08:00Z',
    ],
    [
      'high < low',
      withRow(4, `${at(4)},104,99,105,104,1`),
      'X row 6: high ≥ max(open, close) expected, got 99 < 104',
    ],
    [
      'low too high',
      withRow(4, `${at(4)},104,106,105,104,1`),
      'X row 6: low ≤ min(open, close) expected, got 105 > 104',
    ],
    ['price 0', withRow(4, `${at(4)},104,106,0,104,1`), 'X row 6: low: > 0 expected, got 0'],
    ['negative volume', withRow(4, `${at(4)},104,106,100,104,-1`), 'X row 6: volume: ≥ 0 expected, got -1'],
    [
      'slipped decimal point',
      withRow(4, `${at(4)},104,1040,100,104,1`),
      'X row 6: at most a factor 5 from the close before, 104.5, expected, got 1040',
    ],
    [
      'off the grid',
      withRow(4, `${at(4) + 60_000},104,106,100,104,1`),
      'X row 6: time: a time on the timeframe’s grid expected, got 2024-01-01T04:01Z',
    ],
    ['empty file', '', 'X: a header and rows expected, the file is empty'],
    ['header only', `${HEADER}\n`, 'X: rows expected, the file holds only a header'],
    [
      'not text',
      Uint8Array.from({ length: 300 }, (_, i) => (i * 7 + 128) % 256),
      'X row 1: column "timestamp" is missing',
    ],
  ]

  it.each(cases)('%s', async (_, content, message) => {
    const folder = temporaryFolder()
    const bars = [write(folder, 'BTCUSDT-1h.csv', content)]
    const root = join(folder, 'datasets')
    const error = await refusal(importDataset(root, { name: 'x', bars, timeframe: '1h' }))
    expect(error.message.replaceAll('BTCUSDT-1h.csv', 'X')).toContain(message)
    expect(error.exitCode).toBe(1)
    expect(existsSync(join(root, 'x'))).toBe(false)
    expect(readdirSync(root)).toEqual([])
  })

  it('suggests the column that was probably meant', async () => {
    const folder = temporaryFolder()
    const bars = [write(folder, 'BTCUSDT.csv', csv(['1,1,1,1,1,1'], 'timestamp,open,high,low,clsoe,volume'))]
    expect((await refusal(importDataset(folder, { name: 'x', bars }))).hint).toContain(
      '"clsoe" looks like it',
    )
  })

  it('lists a few findings and counts the rest', async () => {
    const folder = temporaryFolder()
    const bars = [write(folder, 'BTCUSDT.csv', csv(soundRows(100).reverse()))]
    const lines = (await refusal(importDataset(folder, { name: 'x', bars }))).message.split('\n')
    expect(lines.at(-1)).toBe('and 96 more findings')
    expect(lines).toHaveLength(4)
  })
})

describe('files that are broken or absent', () => {
  const sound = csv(soundRows(2000))

  it.each<readonly [string, string, Uint8Array, string]>([
    [
      'truncated gzip',
      'BTCUSDT.csv.gz',
      gzipSync(sound).subarray(0, 3000),
      'BTCUSDT.csv.gz: truncated gzip file',
    ],
    ['damaged gzip', 'BTCUSDT.csv.gz', gzipSync(sound).fill(7, 500, 600), 'BTCUSDT.csv.gz: broken gzip file'],
    [
      'truncated zip',
      'BTCUSDT.zip',
      zipSync({ 'a.csv': Buffer.from(sound) }).subarray(0, 3000),
      'BTCUSDT.zip: truncated or broken zip file',
    ],
    [
      'zip without CSV',
      'BTCUSDT.zip',
      zipSync({ 'a.txt': Buffer.from('x') }),
      'BTCUSDT.zip: a CSV file expected inside the zip',
    ],
    [
      'truncated Arrow',
      'BTCUSDT.arrow',
      Buffer.from('ARROW1\0\0garbage'),
      'BTCUSDT.arrow: truncated Arrow file',
    ],
    [
      'truncated Parquet',
      'BTCUSDT.parquet',
      Buffer.from('PAR1garbage garbage'),
      'BTCUSDT.parquet: truncated or broken Parquet file',
    ],
  ])('%s', async (_, name, bytes, message) => {
    const folder = temporaryFolder()
    const bars = [write(folder, name, bytes)]
    expect((await refusal(importDataset(folder, { name: 'x', bars }))).message).toContain(message)
  })

  it('path, folder and file name', async () => {
    const folder = temporaryFolder()
    const source = (bars: string) => refusal(importDataset(join(folder, 'd'), { name: 'x', bars: [bars] }))
    expect((await source(join(folder, 'nowhere'))).message).toContain('nowhere: no such file or folder')
    expect((await source(folder)).message).toContain('no data files in this folder')
    const unnamed = write(folder, 'ETTh1.csv', sound)
    expect((await source(unnamed)).message).toBe('ETTh1.csv: no symbol at the beginning of the file name')
  })

  it('wrong timeframe says which one the spacing suggests', async () => {
    const folder = temporaryFolder()
    const bars = [write(folder, 'BTCUSDT.csv', sound)]
    const options: ImportOptions = { name: 'x', bars, timeframe: '4h' }
    const error = await refusal(importDataset(folder, options))
    expect(error.message).toBe('BTCUSDT.csv: bars 4h apart expected, they are 1h apart')
    expect(error.hint).toBe('import them with --timeframe 1h')
    expect((await refusal(importDataset(folder, { ...options, timeframe: '30m' }))).message).toContain(
      '1h apart',
    )
  })

  it.skipIf(process.getuid?.() === 0)('a folder that may not be written to', async () => {
    const folder = temporaryFolder()
    const bars = [write(folder, 'BTCUSDT.csv', sound)]
    const root = join(folder, 'closed')
    mkdirSync(root)
    chmodSync(root, 0o500)
    expect((await refusal(importDataset(root, { name: 'x', bars }))).message).toContain('cannot write to')
  })

  it('a datasets folder that is a file', async () => {
    const folder = temporaryFolder()
    const bars = [write(folder, 'BTCUSDT.csv', sound)]
    const root = write(folder, 'datasets', 'in the way')
    const error = await refusal(importDataset(root, { name: 'x', bars }))
    expect([error.code, error.message.startsWith(`cannot write to ${root}`)]).toEqual(['io', true])
  })

  it.each(['../x', 'a/b', 'a\\b', '', '.hidden', 'x'.repeat(101)])('dataset name "%s"', async (name) => {
    const error = await refusal(importDataset(temporaryFolder(), { name, bars: [] }))
    expect([error.code, error.message]).toEqual(['usage', `dataset name "${name}" is not allowed`])
  })
})

it('the name of the demo is reserved', async () => {
  const error = await refusal(importDataset(temporaryFolder(), { name: 'demo', bars: [] }))
  expect(error.message).toBe('dataset name "demo" is reserved for the generated demo')
})

describe('a dataset on disk', () => {
  async function imported(): Promise<{ root: string; folder: string }> {
    const root = temporaryFolder()
    await importDataset(root, { name: 'mine', bars: [write(root, 'BTCUSDT.csv', csv(soundRows(50)))] })
    return { root, folder: join(root, 'mine') }
  }

  it('unknown name', async () => {
    const { root } = await imported()
    const error = await refusal(openDataset(root, 'mime'))
    expect(error.message).toBe('dataset "mime" does not exist; did you mean "mine"?')
    expect([error.hint, error.exitCode]).toEqual(['there are: mine', 2])
  })

  it('unknown instrument', async () => {
    const { root } = await imported()
    const error = await refusal(openDataset(root, 'mine', { symbols: ['BTCUSTD'] }))
    expect(error.message).toBe('dataset "mine" has no instrument "BTCUSTD"; did you mean "BTCUSDT"?')
  })

  it('a range without bars', async () => {
    const { root } = await imported()
    const error = await refusal(openDataset(root, 'mine', { from: Date.UTC(2025, 0, 1) }))
    expect(error.message).toBe('dataset "mine" has no bars of BTCUSDT from 2025-01-01T00:00Z to the end')
  })

  it('truncated Arrow file', async () => {
    const { root, folder } = await imported()
    truncateSync(join(folder, 'BTCUSDT.bars.arrow'), 700)
    expect((await refusal(openDataset(root, 'mine'))).message).toMatch(
      /^BTCUSDT\.bars\.arrow: sha256 .* expected, got/,
    )
  })

  it('one bit changed', async () => {
    const { root, folder } = await imported()
    const path = join(folder, 'BTCUSDT.bars.arrow')
    const bytes = readFileSync(path)
    bytes[900]! ^= 1
    writeFileSync(path, bytes)
    expect((await refusal(openDataset(root, 'mine'))).message).toContain('the file was changed or damaged')
  })

  it('a file that is gone', async () => {
    const { root, folder } = await imported()
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    expect(manifest.files[0].sha256).toBe(
      createHash('sha256')
        .update(readFileSync(join(folder, 'BTCUSDT.bars.arrow')))
        .digest('hex'),
    )
    writeFileSync(join(folder, 'BTCUSDT.bars.arrow'), '')
    expect((await refusal(openDataset(root, 'mine'))).message).toContain('sha256')
  })

  it.each<readonly [string, (text: string) => string, string]>([
    ['not JSON', (text) => text.slice(0, 200), 'malformed manifest: not JSON'],
    ['missing field', (text) => text.replace('"timeframe"', '"timeframes"'), 'malformed manifest: timeframe'],
    [
      'edited metadata',
      (text) => text.replace('"takerFeeBps": 5', '"takerFeeBps": 0'),
      'content hash does not match',
    ],
    [
      'path out of the folder',
      (text) => text.replace('BTCUSDT.bars.arrow', '../BTCUSDT.bars.arrow'),
      'files.0.path',
    ],
  ])('malformed manifest: %s', async (_, damage, message) => {
    const { root, folder } = await imported()
    const path = join(folder, 'manifest.json')
    writeFileSync(path, damage(readFileSync(path, 'utf8')))
    expect((await refusal(openDataset(root, 'mine'))).message).toContain(message)
  })

  it('a failed import leaves the earlier dataset untouched', async () => {
    const { root, folder } = await imported()
    const before = readFileSync(join(folder, 'manifest.json'), 'utf8')
    await refusal(importDataset(root, { name: 'mine', bars: [write(root, 'ETHUSDT.csv', withRow(3, 'x'))] }))
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toBe(before)
    expect(readdirSync(root).sort()).toEqual(['BTCUSDT.csv', 'ETHUSDT.csv', 'mine'])
    expect(await datasetFolder(root, 'mine')).toBe(folder)
  })
})
