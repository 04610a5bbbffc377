import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS, type Timeframe } from '../../src/core/time.ts'
import { absolute } from '../../src/features/absolute.ts'
import type { BarInput, FeatureSpec } from '../../src/features/definition.ts'
import { ema } from '../../src/features/ema.ts'
import { fundingMean } from '../../src/features/funding-mean.ts'
import { onTimeframe } from '../../src/features/higher-timeframe.ts'
import { featureInputs } from '../../src/features/inputs.ts'
import { lag } from '../../src/features/lag.ts'
import { computeColumns, FeaturePlan } from '../../src/features/plan.ts'
import { sma } from '../../src/features/sma.ts'
import type { MarketData } from '../../src/market/market-data.ts'
import { makeMarket, START, startingAt } from './support/market.ts'

const FOUR_HOURS = 4 * HOUR_MS

/** How a higher bar's column comes from its rows, written down a second time. */
const AGGREGATES: Partial<Record<BarInput, (values: number[]) => number>> = {
  open: (values) => values[0]!,
  high: (values) => Math.max(...values),
  low: (values) => Math.min(...values),
  close: (values) => values.at(-1)!,
  volume: (values) => values.reduce((a, b) => a + b),
  openInterest: (values) => values.at(-1)!,
}

/** At each bar's end: the aggregate of the last higher bar that had closed by then; whole bars from the first on. */
function expectedColumn(data: MarketData, name: BarInput): number[] {
  const inputs = featureInputs(data, 1)
  const [time, end, values] = [inputs.column('time'), inputs.column('endTime'), inputs.column(name)]
  const rows = Map.groupBy(time.keys(), (row) => Math.floor(time[row]! / FOUR_HOURS) * FOUR_HOURS)
  const isWhole = (open: number) => open > time[0]! || open === time[0]
  return Array.from(end, (now, row) => {
    const isClosed = (open: number) =>
      isWhole(open) && (open + FOUR_HOURS <= now || open < Math.floor(time[row]! / FOUR_HOURS) * FOUR_HOURS)
    const last = [...rows.keys()].filter(isClosed).at(-1)
    return last === undefined ? Number.NaN : AGGREGATES[name]!(rows.get(last)!.map((at) => values[at]!))
  })
}

function columnOf(data: MarketData, spec: FeatureSpec): number[] {
  return [...computeColumns([spec], featureInputs(data, 1))[0]!]
}

describe('onTimeframe', () => {
  it.each(Object.keys(AGGREGATES) as BarInput[])('sees %s of closed bars only, gaps or not', (name) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(0, 0.1), (seed, gapShare) => {
        const whole = makeMarket({ seed, rows: 120, gapShare })
        const data = startingAt(whole, START + (seed % 5) * HOUR_MS)
        expect(columnOf(data, onTimeframe('4h', absolute({ of: name })))).toEqual(expectedColumn(data, name))
      }),
      { numRuns: 10 },
    )
  })

  it('closes a bar at its end, not before', () => {
    const data = makeMarket({ seed: 2, rows: 12 })
    const close = data.instruments[1]!.bars.closes
    const { NaN: unknown } = Number
    expect(columnOf(data, onTimeframe('4h', absolute()))).toEqual(
      [unknown, unknown, unknown, 3, 3, 3, 3, 7, 7, 7, 7, 11].map((row) => close[row] ?? unknown),
    )
  })

  it('computes features over the higher bars', () => {
    const data = makeMarket({ seed: 3, rows: 400 })
    const closes = data.instruments[1]!.bars.closes
    const daily = closes.filter((_, row) => row % 24 === 23)
    const column = columnOf(data, onTimeframe('1d', sma({ period: 3 })))
    expect(column[399]).toBeCloseTo((daily[13]! + daily[14]! + daily[15]!) / 3, 10)
  })

  it('may be a source, and may itself be raised further', () => {
    const data = makeMarket({ seed: 3, rows: 400 })
    const raised = onTimeframe('4h', absolute())
    expect(columnOf(data, lag({ of: raised }))).toEqual([Number.NaN, ...columnOf(data, raised).slice(0, -1)])
    const daily = columnOf(data, onTimeframe('1d', ema({ period: 4 })))
    expect(columnOf(data, onTimeframe('1d', onTimeframe('1d', ema({ period: 4 }))))).toEqual(daily)
    expect(columnOf(data, onTimeframe('1h', ema({ period: 4 })))).toEqual(columnOf(data, ema({ period: 4 })))
  })

  it('names its bars and its feature in the key', () => {
    expect(onTimeframe('4h', ema({ period: 9 })).key).toBe('onTimeframe(4h, ema(close, period=9))')
  })

  it('refuses what has no such bars', () => {
    const inputs = featureInputs(makeMarket({ seed: 1, rows: 10 }), 1)
    expect(() => onTimeframe('4x' as Timeframe, ema())).toThrow("'4x' is no timeframe; did you mean")
    expect(() => onTimeframe('4h', fundingMean())).toThrow('settlements, which have no timeframe')
    expect(() => onTimeframe('4h', sma({ of: fundingMean() }))).toThrow(
      'settlements, which have no timeframe',
    )
    expect(() => new FeaturePlan([onTimeframe('30m', ema())], inputs)).toThrow('must be a multiple')
  })
})
