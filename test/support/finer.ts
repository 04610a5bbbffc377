import type { BarColumns } from '../../src/columns/series.ts'
import { HOUR_MS } from '../../src/core/time.ts'
import { finerTapeOf } from '../../src/engine/finer-tape.ts'
import type { Tape } from '../../src/engine/tape.ts'
import { bars, type Candle, instrument } from './market.ts'

export const QUARTER_MS = HOUR_MS / 4

/** A quarter of an hour in which nothing happens. */
export const still = (price: number): Candle => [price, price, price, price]

/** An hourly candle, or the four quarters that make one. */
export type Hour = Candle | readonly Candle[]

/** Hourly bars from hour 0 on, with quarters inside those hours that are given as quarters. */
export function finerTape(hours: readonly Hour[], spec = instrument()): Tape {
  const whole = bars(hours.map((hour) => (isQuartered(hour) ? joined(hour) : hour)))
  const finer = quarters(hours)
  const mark = finer
  return {
    instrument: spec,
    bars: whole,
    mark: whole,
    settlements: { times: new Float64Array(0), rates: new Float64Array(0), marks: new Float64Array(0) },
    finer: finerTapeOf(whole, finer, mark, HOUR_MS, QUARTER_MS, spec.tickSize),
  }
}

/** The same without its quarters. */
export function withoutQuarters({ finer: _, ...tape }: Tape): Tape {
  return tape
}

export function quarters(hours: readonly Hour[]): BarColumns {
  const rows = hours.flatMap((hour, i) =>
    isQuartered(hour) ? hour.map((candle, k) => ({ candle, at: i + k / 4 })) : [],
  )
  return bars(
    rows.map(({ candle }) => candle),
    rows.map(({ at }) => at),
  )
}

function isQuartered(hour: Hour): hour is readonly Candle[] {
  return typeof hour[0] !== 'number'
}

function joined(candles: readonly Candle[]): Candle {
  const high = Math.max(...candles.map(([, top]) => top))
  const low = Math.min(...candles.map(([, , bottom]) => bottom))
  return [candles[0]![0], high, low, candles.at(-1)![3]]
}
