import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PriceColumns } from '../../src/columns/series.ts'
import { Random } from '../../src/core/random.ts'
import type { Fill } from '../../src/market/records.ts'
import {
  exposureColumns,
  grossExposure,
  marginColumn,
  type Valuation,
} from '../../src/stats/exposure-columns.ts'
import { StretchLog } from '../../src/stats/stretches.ts'
import { expectClose } from '../support/close.ts'
import { fillOf } from '../support/fills.ts'

/** Bars of length 10 that open at these times and close at these prices. */
function closing(opens: readonly number[], prices: readonly number[]): PriceColumns {
  const closes = Float64Array.from(prices)
  return { times: Float64Array.from(opens), opens: closes, highs: closes, lows: closes, closes }
}

function stretchesOf({ times }: Valuation, fills: readonly Fill[], lotSteps: readonly number[]) {
  const log = new StretchLog(times, lotSteps)
  for (const fill of fills) log.add(fill)
  return log.finish()
}

describe('two instruments, one with a gap, by hand', () => {
  const valuation: Valuation = {
    times: Float64Array.of(10, 20, 30, 40, 50),
    intervalMs: 10,
    marks: [closing([0, 10, 20, 30, 40], [100, 101, 102, 103, 104]), closing([0, 10, 40], [50, 51, 54])],
  }
  const fills = [
    fillOf(0, 3), // 3 units long from the first open
    fillOf(10, -20, 'entry', 1), // 2 units short, through the gap to the end
    fillOf(30, -1, 'target'), // 2 units left from the bar that opens at 30
    fillOf(40, -2, 'signal'),
  ]
  const stretches = stretchesOf(valuation, fills, [1, 0.1])

  test('long, short and how many', () => {
    const { long, short, positions } = exposureColumns(valuation, stretches)
    expect(Array.from(long)).toEqual([300, 303, 306, 206, 0])
    expect(Array.from(short)).toEqual([0, 102, 102, 102, 108]) // in the gap the mark stays at 51
    expect(Array.from(positions)).toEqual([1, 2, 2, 2, 1])
  })

  test('both together', () => {
    expect(Array.from(grossExposure(valuation, stretches))).toEqual([300, 405, 408, 308, 108])
  })

  test('margin by the leverage of each position', () => {
    const margin = marginColumn(valuation, stretches, [[2], [6]])
    expect(Array.from(margin)).toEqual([150, 151.5 + 17, 153 + 17, 103 + 17, 18])
  })
})

interface Walk {
  readonly valuation: Valuation
  readonly fills: readonly Fill[]
  readonly lotSteps: readonly number[]
  /** By instrument, of each position in turn. */
  readonly leverages: readonly number[][]
}

const LENGTH = 60

/** Instruments with gaps of their own, in and out at opens, inside bars, in parts, turned round, open at the end. */
function walkOf(seed: number): Walk {
  const random = new Random(seed, 'exposure')
  const count = random.integer(1, 4)
  const rows = Array.from({ length: count }, () =>
    Array.from({ length: LENGTH }, (_, i) => i).filter(() => random.uniform() < 0.8),
  )
  const marks = rows.map((own) =>
    closing(
      own.map((row) => row * 10),
      own.map(() => 50 + 100 * random.uniform()),
    ),
  )
  const ends = [...new Set(rows.flat())].sort((a, b) => a - b).map((row) => row * 10 + 10)
  const leverages: number[][] = rows.map(() => [])
  const fills: Fill[] = []
  const lots = rows.map(() => 0)
  const trade = (k: number, time: number, delta: number) => {
    if (lots[k] === 0) leverages[k]!.push(random.integer(1, 30))
    lots[k]! += delta
    fills.push(fillOf(time, delta, 'entry', k))
  }
  for (let row = 0; row < LENGTH; row++) {
    for (let k = 0; k < count; k++) {
      if (!rows[k]!.includes(row)) continue
      for (let times = random.integer(0, 2); times > 0; times--) {
        if (lots[k] !== 0 && random.uniform() < 0.5) trade(k, row * 10, -lots[k]!)
        else if (lots[k] === 0 && random.uniform() < 0.4)
          trade(k, row * 10, random.integer(1, 9) * (random.uniform() < 0.5 ? 1 : -1))
        else if (Math.abs(lots[k]!) > 1) trade(k, row * 10, -Math.sign(lots[k]!))
      }
    }
  }
  const valuation = { times: Float64Array.from(ends), intervalMs: 10, marks }
  return { valuation, fills, lotSteps: rows.map((_, k) => [1, 0.1, 0.001][k % 3]!), leverages }
}

/** Everything again at one bar close: fills before it, the last mark at or before it. */
function naively({ valuation, fills, lotSteps, leverages }: Walk, time: number) {
  const now = { long: 0, short: 0, positions: 0, margin: 0 }
  for (const [k, { times: opens, closes }] of valuation.marks.entries()) {
    let lots = 0
    let ordinal = -1
    for (const fill of fills) {
      if (fill.instrument !== k || fill.time >= time) continue
      if (lots === 0) ordinal++
      lots += fill.side * fill.lots
    }
    if (lots === 0) continue
    const row = opens.findLastIndex((open) => open + valuation.intervalMs <= time)
    const notional = Math.abs(lots) * lotSteps[k]! * closes[row]!
    now[lots > 0 ? 'long' : 'short'] += notional
    now.positions++
    now.margin += notional / leverages[k]![ordinal]!
  }
  return now
}

test('at every bar close the sum of position × mark, on any run', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (seed) => {
      const walk = walkOf(seed)
      const { valuation } = walk
      const stretches = stretchesOf(valuation, walk.fills, walk.lotSteps)
      const { long, short, positions } = exposureColumns(valuation, stretches)
      const margin = marginColumn(valuation, stretches, walk.leverages)
      for (const [i, time] of valuation.times.entries()) {
        const wanted = naively(walk, time)
        expectClose(long[i]!, wanted.long, 1e-12)
        expectClose(short[i]!, wanted.short, 1e-12)
        expect(positions[i]).toBe(wanted.positions)
        expectClose(margin[i]!, wanted.margin, 1e-12)
      }
    }),
    { numRuns: 200 },
  )
})
