import { existsSync, mkdirSync, renameSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetNames } from '../../../src/adapters/data/dataset-folder.ts'
import { importDataset } from '../../../src/adapters/data/import-dataset.ts'
import { openDataset } from '../../../src/adapters/data/open-dataset.ts'
import { csv, START, soundRows, temporaryFolder, write } from './support.ts'

const HOUR = 3_600_000

async function twoInstruments(): Promise<string> {
  const folder = temporaryFolder()
  const bars = ['BTCUSDT.csv', 'ETHUSDT.csv'].map((name) => write(folder, name, csv(soundRows(48))))
  const settlements = [0, 8, 16, 24, 32, 40].map((hour) => `${START + hour * HOUR},0.0001`)
  const funding = [write(folder, 'BTCUSDT-funding.csv', csv(settlements, 'timestamp,funding_rate'))]
  await importDataset(folder, { name: 'two', bars, funding })
  return folder
}

describe('openDataset', () => {
  it('copies nothing: all columns of a file are views on one shared buffer', async () => {
    const { instruments } = await openDataset(await twoInstruments(), 'two')
    const { times, ...rest } = instruments[0]!.bars
    expect(times.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(Object.values(rest).map((column: Float64Array) => column.buffer === times.buffer)).toEqual(
      Array(5).fill(true),
    )
    expect(times.byteOffset % 8).toBe(0)
    expect(times.length).toBe(48)
    expect(instruments[1]!.bars.times.buffer).not.toBe(times.buffer)
  })

  it('narrows to instruments and to a range by views; side series keep the row in force', async () => {
    const root = await twoInstruments()
    const range = { from: START + 10 * HOUR, to: START + 20 * HOUR }
    const { instruments, hash } = await openDataset(root, 'two', { symbols: ['BTCUSDT'], ...range })
    const [{ bars, funding } = { bars: undefined, funding: undefined }] = instruments
    expect(instruments).toHaveLength(1)
    expect([bars!.times[0], bars!.times.at(-1), bars!.times.length]).toEqual([
      range.from,
      range.to - HOUR,
      10,
    ])
    expect(bars!.closes.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(Array.from(funding!.times)).toEqual([START + 8 * HOUR, START + 16 * HOUR])
    expect(hash).toBe((await openDataset(root, 'two')).hash)
  })

  it('clears away what a killed import left behind, but not what may still be at work', async () => {
    const root = await twoInstruments()
    for (const name of ['.building-old', '.building-new']) mkdirSync(join(root, name))
    utimesSync(join(root, '.building-old'), 1e9, 1e9)
    await importDataset(root, { name: 'two', bars: [join(root, 'BTCUSDT.csv')] })
    expect(existsSync(join(root, '.building-old'))).toBe(false)
    expect(existsSync(join(root, '.building-new'))).toBe(true)
  })

  it('finds a dataset again whose replacement was interrupted between two renames', async () => {
    const root = await twoInstruments()
    renameSync(join(root, 'two'), join(root, '.previous-two'))
    expect(await datasetNames(root)).toEqual([])
    expect((await openDataset(root, 'two')).instruments).toHaveLength(2)
    expect(await datasetNames(root)).toEqual(['two'])
  })
})
