import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../../../src/core/random.ts'
import { HOUR_MS } from '../../../src/core/time.ts'
import { joinCandles } from '../../../src/report/figures/candle-columns.ts'
import { sampleBars } from '../../support/sample-market.ts'

test('few bars stay as they are', () => {
  const bars = sampleBars(new Random(1), 20, 100)
  const candles = joinCandles(bars, HOUR_MS, 100)
  expect(candles.widthMs).toBe(HOUR_MS)
  expect(candles.times).toEqual(Array.from(bars.times))
  expect(candles.lows).toEqual(Array.from(bars.lows))
})

test('joined candles open with their first bar, close with their last and span all of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 900 }), fc.integer({ min: 5, max: 200 }), (count, most) => {
      const bars = sampleBars(new Random(count), count, 100)
      const { widthMs, times, opens, highs, lows, closes } = joinCandles(bars, HOUR_MS, most)
      expect(times.length).toBeLessThanOrEqual(most)
      for (const [index, time] of times.entries()) {
        expect(time % widthMs).toBe(0)
        const members = Array.from(bars.times.keys()).filter(
          (i) => bars.times[i]! >= time && bars.times[i]! < time + widthMs,
        )
        expect(opens[index]).toBe(bars.opens[members[0]!])
        expect(closes[index]).toBe(bars.closes[members.at(-1)!])
        expect(highs[index]).toBe(Math.max(...members.map((i) => bars.highs[i]!)))
        expect(lows[index]).toBe(Math.min(...members.map((i) => bars.lows[i]!)))
      }
    }),
    { numRuns: 40 },
  )
})

test('where there were no bars there is no candle', () => {
  const all = sampleBars(new Random(2), 48, 100)
  const cut = (values: Float64Array) => Float64Array.from([...values.subarray(0, 5), ...values.subarray(40)])
  const bars = {
    times: cut(all.times),
    opens: cut(all.opens),
    highs: cut(all.highs),
    lows: cut(all.lows),
    closes: cut(all.closes),
  }
  expect(joinCandles(bars, HOUR_MS, 100).times).toEqual(Array.from(bars.times))
})

test('no bars, no candles', () => {
  const none = sampleBars(new Random(3), 0, 100)
  expect(joinCandles(none, HOUR_MS, 100)).toMatchObject({ widthMs: HOUR_MS, times: [] })
})
