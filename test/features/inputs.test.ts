import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/core/time.ts'
import { featureInputs } from '../../src/features/inputs.ts'
import type { InstrumentData, MarketData } from '../../src/market/market-data.ts'
import { makeMarket, START } from './support/market.ts'

const hours = (...list: number[]) => Float64Array.from(list, (hour) => START + hour * HOUR_MS)
const { NaN: unknown } = Number

/** Four hourly bars of ETH, the third one missing, with the side series of a test. */
function withSides(sides: Partial<InstrumentData>, benchmarkHours = [0, 1, 2, 3, 4]): MarketData {
  const data = makeMarket({ seed: 1, rows: 5 })
  const [btc, eth] = data.instruments as [InstrumentData, InstrumentData]
  const { instrument } = eth
  return {
    ...data,
    instruments: [
      { instrument: btc.instrument, bars: barsAt(benchmarkHours, 1000) },
      { instrument, bars: barsAt([0, 1, 3, 4], 100), ...sides },
    ],
  }
}

function barsAt(hourList: number[], volume: number) {
  const closes = Float64Array.from(hourList, (hour) => 10 + hour)
  const volumes = closes.map(() => volume)
  return { times: hours(...hourList), opens: closes, highs: closes, lows: closes, closes, volumes }
}

function columnOf(data: MarketData, name: Parameters<ReturnType<typeof featureInputs>['column']>[0]) {
  return [...featureInputs(data, 1).column(name)]
}

describe('bars', () => {
  it('are handed over as they are', () => {
    const data = withSides({})
    expect(featureInputs(data, 1).column('close')).toBe(data.instruments[1]!.bars.closes)
  })

  it('carry their end and an absolute number', () => {
    const data = withSides({})
    expect(columnOf(data, 'endTime')).toEqual([...hours(1, 2, 4, 5)])
    expect(columnOf(data, 'barIndex')).toEqual([0, 1, 3, 4].map((hour) => START / HOUR_MS + hour))
  })

  it('have NaN where the dataset has no such source', () => {
    for (const name of ['quoteVolume', 'openInterest', 'markClose', 'sentimentScore', 'fundingRate'] as const)
      expect(columnOf(withSides({}), name)).toEqual([unknown, unknown, unknown, unknown])
  })
})

describe('funding', () => {
  it('is known strictly after it was settled: one at the bar’s end is not', () => {
    const data = withSides({ funding: { times: hours(1, 4), rates: Float64Array.of(0.01, 0.02) } })
    expect(columnOf(data, 'fundingRate')).toEqual([unknown, 0.01, 0.01, 0.02])
    expect(columnOf(data, 'fundingTime')).toEqual([unknown, ...hours(1, 1, 4)])
    expect([...featureInputs(data, 1).settlementCounts()]).toEqual([0, 1, 1, 2])
  })

  it('has no settlement where the rate is unknown', () => {
    const data = withSides({
      funding: { times: hours(0, 1, 2), rates: Float64Array.of(0.01, unknown, 0.03) },
    })
    expect(columnOf(data, 'fundingRate')).toEqual([0.01, 0.01, 0.03, 0.03])
    expect([...featureInputs(data, 1).settlements.times]).toEqual([...hours(0, 2)])
  })

  it('has the interval of the last two settlements, to the hour, else the instrument’s own', () => {
    const times = Float64Array.of(START - 8 * HOUR_MS, START + 3, START + HOUR_MS - 4, START + 3.7 * HOUR_MS)
    const data = withSides({ funding: { times, rates: times.map(() => 0) } })
    const interval = columnOf(data, 'fundingInterval').map((ms) => ms / HOUR_MS)
    expect(interval).toEqual([1, 1, 8, 8]) // 3 h between the last two: a hole, not an interval
  })
})

describe('the mark', () => {
  it('is that of the interval which ends with the bar, of the same timeframe or a finer one', () => {
    const times = Float64Array.from({ length: 12 }, (_, k) => START + k * 30 * MINUTE_MS)
    const closes = times.map((_, k) => k)
    const data = withSides({ mark: { times, opens: closes, highs: closes, lows: closes, closes } })
    expect(columnOf(data, 'markClose')).toEqual([1, 3, 7, 9])
  })

  it('is unknown where it is missing', () => {
    const times = hours(0, 1, 4)
    const data = withSides({
      mark: { times, opens: times, highs: times, lows: times, closes: Float64Array.of(1, 2, 5) },
    })
    expect(columnOf(data, 'markClose')).toEqual([1, 2, unknown, 5])
  })
})

describe('the benchmark', () => {
  it('is bitcoin’s close of the same bar, else its last one before', () => {
    expect(columnOf(withSides({}, [1, 2, 4]), 'benchmarkClose')).toEqual([unknown, 11, 12, 14])
  })

  it('is unknown without bitcoin', () => {
    const { instruments, ...rest } = withSides({})
    const alone = { ...rest, instruments: instruments.slice(1) }
    expect([...featureInputs(alone, 0).column('benchmarkClose')]).toEqual([
      unknown,
      unknown,
      unknown,
      unknown,
    ])
  })
})

describe('the volume rank', () => {
  it('is among those listed by then, largest first', () => {
    const data = withSides({}, [1, 2, 3, 4])
    expect(columnOf(data, 'volumeRank')).toEqual([1, 2, 2, 2])
    expect([...featureInputs(data, 0).column('volumeRank')]).toEqual([1, 1, 1, 1])
  })

  it('breaks ties by id', () => {
    const { instruments, ...rest } = withSides({})
    const twins = { ...rest, instruments: instruments.map((own) => ({ ...own, bars: barsAt([0, 1], 5) })) }
    expect([...featureInputs(twins, 0).column('volumeRank')]).toEqual([1, 1])
    expect([...featureInputs(twins, 1).column('volumeRank')]).toEqual([2, 2])
  })

  it('looks back 24 hours: an instrument that stopped trading falls behind', () => {
    const { instruments, ...rest } = withSides({})
    const bars = barsAt(
      Array.from({ length: 40 }, (_, hour) => hour),
      1,
    )
    const data = { ...rest, instruments: [instruments[0]!, { ...instruments[1]!, bars }] }
    const rank = columnOf(data, 'volumeRank') // bitcoin's last bar opens at 4:00; at the end of 27:00 it is the last
    expect(rank.lastIndexOf(2)).toBe(27)
    expect(rank.indexOf(1)).toBe(28)
  })
})

describe('open interest and sentiment', () => {
  it('are those of the last observation strictly before the bar’s end', () => {
    const times = hours(0, 2, 4)
    const sentiment = { times, scores: Float64Array.of(0.1, 0.2, 0.3), trending: Float64Array.of(0, 1, 0) }
    const data = withSides({ openInterest: { times, values: Float64Array.of(5, 6, 7) }, sentiment })
    expect(columnOf(data, 'openInterest')).toEqual([5, 5, 6, 7])
    expect(columnOf(data, 'sentimentScore')).toEqual([0.1, 0.1, 0.2, 0.3])
    expect(columnOf(data, 'isTrending')).toEqual([0, 0, 1, 0])
    expect(columnOf(data, 'newsCount')).toEqual([unknown, unknown, unknown, unknown])
  })
})
