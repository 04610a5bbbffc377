import type { BarColumns } from '../../src/columns/series.ts'
import { HOUR_MS } from '../../src/core/time.ts'
import type { DecisionSource } from '../../src/engine/instant.ts'
import { PLAIN_RULES, type TradingRules } from '../../src/engine/rules.ts'
import type { Tape } from '../../src/engine/tape.ts'
import { type Action, type Decision, HOLD } from '../../src/market/decision.ts'
import type { Instrument } from '../../src/market/instrument.ts'

/** A round instrument for cases worked out by hand: ticks of 0.01, lots of 0.001, no minimum that binds. */
export function instrument(id = 'TESTUSDT', overrides: Partial<Instrument> = {}): Instrument {
  return {
    id,
    symbol: `${id.replace('USDT', '')}/USDT:USDT`,
    base: id.replace('USDT', ''),
    quote: 'USDT',
    tickSize: 0.01,
    lotStep: 0.001,
    minNotional: 5,
    contractSize: 1,
    makerFeeBps: 2,
    takerFeeBps: 5,
    liquidationFeeRate: 0.0125,
    fundingIntervalHours: 8,
    brackets: [
      {
        notionalFloor: 0,
        notionalCap: 50_000,
        maintenanceRate: 0.004,
        maintenanceAmount: 0,
        maxLeverage: 125,
      },
      {
        notionalFloor: 50_000,
        notionalCap: 250_000,
        maintenanceRate: 0.005,
        maintenanceAmount: 50,
        maxLeverage: 100,
      },
      {
        notionalFloor: 250_000,
        notionalCap: 1e12,
        maintenanceRate: 0.01,
        maintenanceAmount: 1300,
        maxLeverage: 50,
      },
    ],
    ...overrides,
  }
}

export type Candle = readonly [open: number, high: number, low: number, close: number]

/** Hourly bars from hour 0 on; `hours` gives the open times (in hours) where there are gaps. */
export function bars(candles: readonly Candle[], hours?: readonly number[], volume = 1000): BarColumns {
  return {
    times: Float64Array.from(candles, (_, i) => (hours ? hours[i]! : i) * HOUR_MS),
    opens: Float64Array.from(candles, (c) => c[0]),
    highs: Float64Array.from(candles, (c) => c[1]),
    lows: Float64Array.from(candles, (c) => c[2]),
    closes: Float64Array.from(candles, (c) => c[3]),
    volumes: new Float64Array(candles.length).fill(volume),
  }
}

const NO_SETTLEMENTS = { times: new Float64Array(0), rates: new Float64Array(0), marks: new Float64Array(0) }

/** @param funding [hour, rate, mark] of each settlement */
export function tape(
  spec: Instrument,
  columns: BarColumns,
  funding: readonly (readonly [number, number, number])[] = [],
): Tape {
  if (funding.length === 0)
    return { instrument: spec, bars: columns, mark: columns, settlements: NO_SETTLEMENTS }
  return {
    instrument: spec,
    bars: columns,
    mark: columns,
    settlements: {
      times: Float64Array.from(funding, (f) => f[0] * HOUR_MS),
      rates: Float64Array.from(funding, (f) => f[1]),
      marks: Float64Array.from(funding, (f) => f[2]),
    },
  }
}

/** Decisions by row; rows that are not named hold. */
export function script(rows: Readonly<Record<number, Action | Decision>>): DecisionSource {
  const decisions = new Map(
    Object.entries(rows).map(([row, decision]) => [
      Number(row),
      typeof decision === 'string' ? { action: decision, confidence: 1 } : decision,
    ]),
  )
  return { decide: (row) => decisions.get(row) ?? HOLD }
}

/** Rules without slippage and with margin that does not bind, unless a case says otherwise. */
export function rules(overrides: Partial<TradingRules> = {}): TradingRules {
  return {
    ...PLAIN_RULES,
    ...overrides,
    venue: { ...PLAIN_RULES.venue, slippage: { kind: 'none' }, ...overrides.venue },
  }
}
