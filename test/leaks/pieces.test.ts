import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { BAR_INPUTS } from '../../src/features/definition.ts'
import { featureInputs } from '../../src/features/inputs.ts'
import { computeColumns } from '../../src/features/plan.ts'
import type { MarketData } from '../../src/market/market-data.ts'
import { wholeColumns } from '../../src/research/leaks/columns.ts'
import { comb } from '../../src/research/leaks/comb.ts'
import { calendarRows, inTurn, largestChanges, spread } from '../../src/research/leaks/cuts.ts'
import { Evidence } from '../../src/research/leaks/evidence.ts'
import { barsFrom, knownAt, knownRows } from '../../src/research/leaks/known.ts'
import { POISONS, poisonedAfter, poisonedRows } from '../../src/research/leaks/poison.ts'
import { leakMarket } from './support/market.ts'
import { type Maker, ofCloses, returns } from './support/subject.ts'

const data = leakMarket({ bars: 60 })
const own = data.instruments[0]!
const endOf = (row: number) => own.bars.times[row]! + HOUR_MS

/** The columns that features may read, row by row. */
const columnsOf = (market: MarketData, instrument: number) =>
  BAR_INPUTS.map((name) => featureInputs(market, instrument).column(name))

describe('what is known at the end of a bar', () => {
  it('is that bar, and what is stamped strictly before its end', () => {
    const known = knownRows(data, own, endOf(8))
    expect(known.bars).toBe(9)
    const last = own.funding!.times[known.funding - 1]!
    expect(last).toBeLessThan(endOf(8))
    expect(own.funding!.times[known.funding]!).toBeGreaterThanOrEqual(endOf(8))
  })

  it('does not include the settlement at that very instant', () => {
    const settlement = own.funding!.times[3]!
    expect(knownRows(data, own, settlement).funding).toBe(3)
    expect(knownRows(data, own, settlement + 1).funding).toBe(4)
  })

  it.each(Array.from(own.bars.times.keys()).filter((row) => row > 1))(
    'gives every column as it was, up to row %i',
    (row) => {
      for (const market of [
        knownAt(data, endOf(row)),
        ...POISONS.map((p) => poisonedAfter(data, endOf(row), p)),
      ])
        data.instruments.forEach((_, k) => {
          columnsOf(market, k).forEach((column, c) => {
            expect(column.subarray(0, row + 1)).toEqual(columnsOf(data, k)[c]!.subarray(0, row + 1))
          })
        })
    },
  )

  it('includes finer bars that have ended', () => {
    const quarter = (15 * HOUR_MS) / 60
    const times = Float64Array.from({ length: 240 }, (_, k) => own.bars.times[0]! + k * quarter)
    const [opens, highs, lows, closes, volumes] = Array.from({ length: 5 }, () => times.map((_, k) => 1 + k))
    const finer = { times, opens: opens!, highs: highs!, lows: lows!, closes: closes!, volumes: volumes! }
    const walked = { ...data, finerTimeframe: '15m', instruments: [{ ...own, finer }] } as const
    expect(knownAt(walked, own.bars.times[0]! + 4 * HOUR_MS).instruments[0]!.finer!.times.length).toBe(16)
    const other = poisonedAfter(walked, own.bars.times[0]! + 4 * HOUR_MS, 'up').instruments[0]!.finer!
    expect(other.closes[15]).toBe(16)
    expect(other.closes[16]).toBeGreaterThan(17)
  })

  it('leaves a slice what its bars knew of other series', () => {
    const slice = barsFrom(data, own.bars.times[30]!)
    const whole = featureInputs(data, 0)
    const part = featureInputs(slice, 0)
    expect(part.rows).toBe(whole.rows - 30)
    expect(part.column('fundingRate')).toEqual(whole.column('fundingRate').subarray(30))
    expect(part.column('sentimentScore')).toEqual(whole.column('sentimentScore').subarray(30))
  })
})

describe('poison', () => {
  it('changes every later value of every series but the times, and keeps bars possible', () => {
    for (const poison of ['up', 'down'] as const) {
      const { bars, funding, openInterest } = poisonedAfter(data, endOf(20), poison).instruments[0]!
      expect(bars.times).toBe(own.bars.times)
      for (let row = 21; row < bars.closes.length; row++) {
        expect(bars.closes[row]).not.toBe(own.bars.closes[row])
        expect(bars.volumes[row]).not.toBe(own.bars.volumes[row])
        expect(bars.highs[row]).toBeGreaterThanOrEqual(Math.max(bars.opens[row]!, bars.closes[row]!))
        expect(bars.lows[row]).toBeLessThanOrEqual(Math.min(bars.opens[row]!, bars.closes[row]!))
      }
      const known = knownRows(data, own, endOf(20))
      expect(funding!.rates[known.funding]).not.toBe(own.funding!.rates[known.funding])
      expect(openInterest!.values[known.openInterest]).not.toBe(own.openInterest!.values[known.openInterest])
    }
  })

  it('turns every comparison with the last known value in one of the two', () => {
    const values = Float64Array.of(5, 6, 4, 7)
    const [up, down] = (['up', 'down'] as const).map((poison) => poisonedRows(values, 'amount', poison, 2))
    expect(up!.subarray(2).every((value) => value > 6)).toBe(true)
    expect(down!.subarray(2).every((value) => value < 6)).toBe(true)
    expect(poisonedRows(values, 'amount', 'flat', 2)).toEqual(Float64Array.of(5, 6, 6, 6))
    expect(poisonedRows(values, 'flag', 'up', 3)[3]).toBe(1)
    expect(poisonedRows(values, 'clock', 'up', 0)).toBe(values)
  })

  it('goes the other way on every other instrument', () => {
    const [first, second] = poisonedAfter(data, endOf(20), 'up').instruments
    expect(first!.bars.closes[25]!).toBeGreaterThan(data.instruments[0]!.bars.closes[25]!)
    expect(second!.bars.closes[25]!).toBeLessThan(data.instruments[1]!.bars.closes[25]!)
  })
})

describe('cuts', () => {
  it('are spread over the whole history from the first few on', () => {
    const rows = spread(1000, 10).sort((a, b) => a - b)
    const gaps = rows.map((row, k) => row - (rows[k - 1] ?? 0))
    expect(Math.max(...gaps, 1000 - rows.at(-1)!)).toBeLessThan(200)
    expect(spread(0, 5)).toEqual([])
  })

  it('are taken from every list in turn', () => {
    expect(inTurn([[1, 2, 3], [10, 20], [100]], 4)).toEqual([1, 2, 10, 100])
    expect(inTurn([[1, 1, 1]], 4)).toEqual([1])
  })

  it('go where a column moves most, and before gaps and ends of days', () => {
    const column = new Float64Array(200)
    column[77] = 5
    expect(largestChanges(column, 4)).toEqual([77, 76, 78, 77])
    const times = Float64Array.from([20, 21, 22, 23, 24, 25, 29, 30], (h) => h * HOUR_MS)
    expect(calendarRows(times, HOUR_MS, 10)).toEqual(expect.arrayContaining([0, 3, 5, 6]))
  })
})

describe('a comb', () => {
  const large = leakMarket({ bars: 4000, instruments: 1 })
  const columnOf = (make: Maker) => wholeColumns(make(), {}, featureInputs(large, 0))[0]!

  it('finds the one bar in four thousand that is ahead of its time', () => {
    const rare = ofCloses((close) =>
      close.map((v, i) => (i === 2611 ? close[i + 1]! - v : v - (close[i - 1] ?? v))),
    )
    expect(comb(columnOf(rare), 256)).toMatchObject({ leaks: [2611] })
  })

  it('tries a cut after every bar of a column that forgets', () => {
    const result = comb(columnOf(ofCloses(returns)), 256)
    expect(result).toMatchObject({ leaks: [], isComplete: true })
    expect(result.cuts).toBeGreaterThan(0.95 * large.instruments[0]!.bars.times.length)
  })

  it('says that it tried fewer where it may compute less, and none where the column never forgets', () => {
    expect(comb(columnOf(ofCloses(returns)), 8).isComplete).toBe(false)
    const endless = ofCloses((close) => {
      let sum = 0
      return close.map((v) => {
        sum += v
        return sum
      })
    })
    expect(comb(columnOf(endless), 256)).toEqual({ leaks: [], cuts: 0, isComplete: false })
  })
})

describe('evidence', () => {
  const spot = { place: 'feature', name: 'x', instrument: 0 } as const
  const at = (row: number, distance: number) =>
    ({ row, value: 1, other: 2, method: 'poison', distance }) as const

  it('counts each row once, and keeps the first and those that saw farthest and nearest', () => {
    const evidence = new Evidence()
    expect(evidence.isEmpty).toBe(true)
    for (const [row, distance] of [
      [9, 0],
      [4, 3],
      [9, 7],
      [5, 0],
    ] as const)
      evidence.add(spot, at(row, distance))
    const [exhibit] = evidence.all()
    expect([...exhibit!.rows]).toEqual([9, 4, 5])
    expect(exhibit!.first.row).toBe(4)
    expect(exhibit!.farthest[0]).toMatchObject({ row: 9, distance: 7 })
    expect(exhibit!.nearest.map(({ row }) => row)).toEqual([9, 5])
  })

  it('orders causes before what follows from them', () => {
    const evidence = new Evidence()
    for (const place of ['equity', 'sizing', 'feature', 'fills', 'decision'] as const)
      evidence.add({ ...spot, place }, at(1, 0))
    expect(evidence.all().map(({ place }) => place)).toEqual([
      'feature',
      'decision',
      'sizing',
      'fills',
      'equity',
    ])
  })
})

it('columns are computed once per instrument and history', () => {
  let calls = 0
  const make = ofCloses((close) => {
    calls++
    return close
  })
  const { x } = make().features({}) as { x: Parameters<typeof computeColumns>[0][number] }
  const inputs = featureInputs(data, 0)
  computeColumns([x], inputs)
  computeColumns([x], inputs)
  expect(calls).toBe(1)
})
