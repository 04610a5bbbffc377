import { describe, expect, it } from 'vitest'
import type { BarColumns } from '../../src/columns/series.ts'
import { HOUR_MS } from '../../src/core/time.ts'
import { isMarkCoarser, tapeOf } from '../../src/engine/tape.ts'
import type { InstrumentData } from '../../src/market/market-data.ts'
import { bars, type Candle, instrument } from '../support/market.ts'

const HALF_MS = HOUR_MS / 2

const dataOf = (own: BarColumns, rest: Partial<InstrumentData> = {}): InstrumentData => ({
  instrument: instrument(),
  bars: own,
  ...rest,
})

/** Mark bars at these hours. */
const marksAt = (rows: readonly (readonly [hour: number, candle: Candle])[]) =>
  bars(
    rows.map(([, candle]) => candle),
    rows.map(([hour]) => hour),
  )

const still = (price: number): Candle => [price, price, price, price]
const HOURS = bars([
  [100, 103, 98, 101],
  [101, 104, 99, 102],
  [102, 105, 100, 103],
])

/** [open, high, low, close] of a row. */
function rowOf(columns: { [name: string]: Float64Array | undefined }, row: number): (number | undefined)[] {
  return ['opens', 'highs', 'lows', 'closes'].map((name) => columns[name]?.[row])
}

describe('the mark price of a bar', () => {
  it('is its own price without a mark series, and the series itself on the same clock', () => {
    expect(tapeOf(dataOf(HOURS), HOUR_MS).mark).toBe(HOURS)
    const mark = bars([still(1), still(2), still(3)])
    expect(tapeOf(dataOf(HOURS, { mark }), HOUR_MS).mark).toBe(mark)
  })

  it('is put together from the mark bars inside it; where one is missing it is the own price', () => {
    const mark = marksAt([
      [-0.5, still(7)],
      [0, [100, 110, 95, 105]],
      [0.5, [105, 107, 90, 106]],
      [1, [106, 120, 80, 107]],
      [2, [107, 108, 101, 104]],
      [2.5, [104, 109, 102, 103]],
      [3, still(9)],
    ])
    const tape = tapeOf(dataOf(HOURS, { mark }), HOUR_MS)
    expect(rowOf({ ...tape.mark }, 0)).toEqual([100, 110, 90, 106])
    expect(rowOf({ ...tape.mark }, 1)).toEqual([101, 104, 99, 102])
    expect(rowOf({ ...tape.mark }, 2)).toEqual([107, 109, 101, 103])
    expect(rowOf({ ...HOURS }, 0)).toEqual([100, 103, 98, 101]) // the bars stay what they are
  })

  it('of the same interval but another clock is taken hour by hour', () => {
    const mark = marksAt([
      [0, still(50)],
      [2, still(70)],
      [3, still(80)],
    ])
    const tape = tapeOf(dataOf(HOURS, { mark }), HOUR_MS)
    expect([0, 1, 2].map((row) => tape.mark.closes[row])).toEqual([50, 102, 70])
    const one = tapeOf(dataOf(HOURS, { mark: marksAt([[1, still(60)]]) }), HOUR_MS)
    expect([0, 1, 2].map((row) => one.mark.closes[row])).toEqual([101, 60, 103])
  })

  it('of longer intervals is not known bar by bar', () => {
    const mark = marksAt([
      [0, still(50)],
      [2, still(60)],
    ])
    expect(tapeOf(dataOf(HOURS, { mark }), HOUR_MS).mark).toBe(HOURS)
    expect(isMarkCoarser(dataOf(HOURS, { mark }), HOUR_MS)).toBe(true)
    expect(isMarkCoarser(dataOf(HOURS, { mark }), 2 * HOUR_MS)).toBe(false)
    expect(isMarkCoarser(dataOf(HOURS), HOUR_MS)).toBe(false)
    expect(isMarkCoarser(dataOf(HOURS, { mark: HOURS }), HALF_MS)).toBe(false) // one clock
    expect(isMarkCoarser(dataOf(HOURS, { mark: marksAt([[0, still(1)]]) }), HOUR_MS)).toBe(false)
  })
})

describe('settlements', () => {
  const funding = (...hours: number[]) => ({
    times: Float64Array.from(hours, (hour) => hour * HOUR_MS),
    rates: Float64Array.from(hours, (hour) => hour / 1000),
  })

  it('have the open of their bar as their mark, of the next one in a gap, of the last one after the end', () => {
    const gapped = bars([still(100), still(101), still(105)], [0, 1, 5])
    const { settlements } = tapeOf(dataOf(gapped, { funding: funding(0, 0.5, 1, 3, 5, 9) }), HOUR_MS)
    expect([...settlements.marks]).toEqual([100, 100, 101, 105, 105, 105])
    expect([...settlements.rates]).toEqual([0, 0.0005, 0.001, 0.003, 0.005, 0.009])
    expect([...settlements.times]).toEqual([0, 0.5, 1, 3, 5, 9].map((hour) => hour * HOUR_MS))
  })

  it('have the open of the mark bar that holds them, where there is one', () => {
    const mark = marksAt([
      [1, still(51)],
      [2, still(52)],
      [5, still(55)],
      [6, still(56)],
    ])
    const { settlements } = tapeOf(
      dataOf(HOURS, { mark, funding: funding(0.5, 1, 2.5, 3, 5, 6.5, 7) }),
      HOUR_MS,
    )
    // Before the first and after the last mark bar, and in the hole from 3 on: the bar's own open.
    expect([...settlements.marks]).toEqual([100, 51, 52, 102, 55, 56, 102])
  })

  it('are none without funding, and never run backwards', () => {
    const { settlements } = tapeOf(dataOf(HOURS), HOUR_MS)
    expect([settlements.times, settlements.rates, settlements.marks].map(({ length }) => length)).toEqual([
      0, 0, 0,
    ])
    expect(() => tapeOf(dataOf(HOURS, { funding: funding(1, 1) }), HOUR_MS)).toThrow('ascending')
  })
})

describe('finer bars and context', () => {
  const halves = bars(
    [still(100), still(101), still(101), still(102), still(102), still(103)],
    [0, 0.5, 1, 1.5, 2, 2.5],
  )
  const quarters = marksAt([0, 0.25, 0.5, 0.75, 1].map((hour) => [hour, still(60 + hour)]))

  it('are on the tape where they are given and asked for', () => {
    expect('finer' in tapeOf(dataOf(HOURS), HOUR_MS, undefined, HALF_MS)).toBe(false)
    expect('finer' in tapeOf(dataOf(HOURS, { finer: halves }), HOUR_MS)).toBe(false)
    expect('finer' in tapeOf(dataOf(HOURS, { finer: halves }), HOUR_MS, undefined, HALF_MS)).toBe(true)
    expect('context' in tapeOf(dataOf(HOURS), HOUR_MS)).toBe(false)
    const none = new Float64Array(3)
    const context = { regimes: none, atrs: none, fundingRates: none, fundingIntervalsMs: none }
    expect(tapeOf(dataOf(HOURS), HOUR_MS, context).context).toBe(context)
  })

  it('have their mark from a mark series as fine as they are, and none from one that is not', () => {
    const withMark = (mark: BarColumns) =>
      tapeOf(dataOf(HOURS, { finer: halves, mark }), HOUR_MS, undefined, HALF_MS).finer?.mark
    expect(withMark(quarters)?.closes.slice(0, 3)).toEqual(Float64Array.of(60.25, 60.75, 101))
    expect(withMark(HOURS)).toBeUndefined() // known for whole hours only
    const coarse = marksAt([
      [0, still(50)],
      [2, still(60)],
    ])
    expect(withMark(coarse)).toBe(halves) // serves for funding alone
  })
})
