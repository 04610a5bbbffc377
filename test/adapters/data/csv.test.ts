import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../src/adapters/data/csv.ts'
import { type SourceTable, TableBuilder } from '../../../src/adapters/data/source-table.ts'
import { csv, START, soundRows } from './support.ts'

async function read(text: string, chunkSize = 1 << 20): Promise<SourceTable> {
  const bytes = new TextEncoder().encode(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkSize) }, (_, k) =>
    bytes.subarray(k * chunkSize, (k + 1) * chunkSize),
  )
  const builder = new TableBuilder('bars', 1)
  await readCsv(chunks, 'BTCUSDT.csv', builder, 'BTCUSDT')
  return builder.finish()
}

describe('readCsv', () => {
  it('reads every decimal exactly as Number does', async () => {
    const digits = (max: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: max }).map((d) => d.join(''))
    const decimal = fc
      .tuple(fc.constantFrom('', '-', '+'), digits(19), digits(25), fc.constantFrom('', 'e5', 'E-7', 'e+21'))
      .filter(([, whole, fraction]) => whole + fraction !== '')
      .map(([sign, whole, fraction, exponent]) => `${sign}${whole}.${fraction}${exponent}`)
    const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(decimal, double), { minLength: 1, maxLength: 30 }),
        async (cells) => {
          const table = await read(csv(cells.map((cell, i) => `${START + i},${cell},1,1,1,1`)))
          expect(Array.from(table.columns.opens!)).toEqual(cells.map(Number))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('gives the same table however the bytes are cut into chunks', async () => {
    const text = csv(soundRows(40)).replaceAll('\n', '\r\n')
    const whole = await read(text)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (size) => {
        const cut = await read(text, size)
        expect(cut.columns).toEqual(whole.columns)
        expect(cut.placeOf(39)).toBe('BTCUSDT.csv row 41')
      }),
    )
  })

  it('accepts synonyms, extra columns, another delimiter, quotes, a byte-order mark and ISO times', async () => {
    const table = await read(
      '\ufeff"Open Time";"Open";"High";"Low";"Close";"Volume";"note";"quote asset volume";"Count"\n' +
        '"2024-01-01 01:00:00";1;3;0,5;2;7;x;14;9\n'.replace('0,5', '0.5') +
        '2024-01-01T02:00:00Z;2;3;1;2;8;y;16;10\n',
    )
    expect(Array.from(table.columns.times!)).toEqual([START + 3_600_000, START + 7_200_000])
    expect(Array.from(table.columns.quoteVolumes!)).toEqual([14, 16])
    expect(Array.from(table.columns.tradeCounts!)).toEqual([9, 10])
    expect(table.columns.takerBuyVolumes).toBeUndefined()
  })

  it.each([
    ['milliseconds', START],
    ['microseconds', START * 1e3],
    ['seconds', START / 1e3],
  ])('reads Binance klines without header in %s', async (_, time) => {
    const table = await read(`${time},1.5,2.5,1.0,2.0,10,${time + 1},15,3,4,6,0\n`)
    expect(table.columns.times![0]).toBe(START)
    expect(table.columns.takerBuyVolumes![0]).toBe(4)
    expect(table.placeOf(0)).toBe('BTCUSDT.csv row 1')
  })

  it('counts the decimals that the text shows, without trailing zeros and floating-point noise', async () => {
    const table = await read(
      csv([`${START},1.2500,2.50,1.10,2.000,382.38300000000004`, `${START},1,2,1,2,0.5`]),
    )
    expect(table.decimals).toMatchObject({ opens: 2, highs: 1, lows: 1, closes: 0, volumes: 1 })
  })

  it('marks cells that are not numbers, short rows and long rows', async () => {
    const table = await read(
      csv([`${START},abc,2,1,2,1`, `${START},1,2`, `${START},1,2,1,2,3,4`, `${START},,2,1,2,3`]),
    )
    expect(table.badCells.map(({ row, property, text }) => [row, property, text])).toEqual([
      [0, 'opens', 'abc'],
      [1, 'lows', 'only 3 cells'],
      [1, 'closes', 'only 3 cells'],
      [1, 'volumes', 'only 3 cells'],
      [2, 'opens', 'more than 6 cells'],
      [3, 'opens', ''],
    ])
    expect(table.columns.closes!.length).toBe(4)
  })

  it('keeps line numbers across blank lines', async () => {
    const rows = soundRows(3)
    const table = await read(`\n${csv([rows[0]!, '', rows[1]!, rows[2]!])}\n\n`)
    expect(table.rows).toBe(3)
    expect([0, 1, 2].map((row) => table.placeOf(row))).toEqual([
      'BTCUSDT.csv row 3',
      'BTCUSDT.csv row 5',
      'BTCUSDT.csv row 6',
    ])
  })

  it('refuses a file that has no lines', async () => {
    await expect(read('x'.repeat(5_000_000))).rejects.toThrow(
      'BTCUSDT.csv row 1: a line of text expected, got',
    )
  })

  it('refuses rows of another symbol', async () => {
    const text = `symbol,${csv(['BTCUSDT,1,1,1,1,1,1', 'ETHUSDT,1,1,1,1,1,1'])}`
    await expect(read(text)).rejects.toThrow('BTCUSDT.csv row 3: symbol BTCUSDT expected, got "ETHUSDT"')
  })
})
