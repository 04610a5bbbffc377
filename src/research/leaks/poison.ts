import type { MarketData } from '../../market/market-data.ts'
import { type KnownRows, knownRows, mapColumns, mapInstruments, mapSeries } from './known.ts'

/**
 * Other futures. What was bound to rise falls in one of `up` and `down`, what was bound to be extreme is not in
 * `flat`: so no comparison, sign, maximum or minimum of the future comes out the same in all of them.
 *
 *   up    several times as large, and never twice by the same factor
 *   down  as many times smaller
 *   flat  the last known row again and again
 */
export const POISONS = ['up', 'down', 'flat'] as const

export type Poison = (typeof POISONS)[number]

/** Every other instrument goes the other way, so that ranks and relations between them change too. */
const OPPOSITE: Readonly<Record<Poison, Poison>> = { up: 'down', down: 'up', flat: 'flat' }

/** How a column is poisoned: prices and amounts are scaled, others moved; clocks are left alone. */
export type Nature = 'amount' | 'value' | 'flag' | 'clock'

const NATURES: Readonly<Record<string, Nature>> = {
  times: 'clock',
  rates: 'value',
  scores: 'value',
  newsCounts: 'value',
  trending: 'flag',
}

/** The dataset with another future after an instant, up to another instant from where on it is as it was. */
export function poisonedAfter(
  data: MarketData,
  time: number,
  poison: Poison,
  until = Number.POSITIVE_INFINITY,
): MarketData {
  return mapInstruments(data, (own, index) => {
    const way = index % 2 === 0 ? poison : OPPOSITE[poison]
    const from = knownRows(data, own, time)
    const to: KnownRows | undefined = until < Infinity ? knownRows(data, own, until) : undefined
    return mapSeries(own, (series, name) =>
      mapColumns(series, (values, column) =>
        poisonedRows(values, NATURES[column] ?? 'amount', way, from[name], to?.[name]),
      ),
    )
  })
}

/** A copy of the column with other values in rows [from, to). */
export function poisonedRows(
  values: Float64Array,
  nature: Nature,
  poison: Poison,
  from: number,
  to = values.length,
): Float64Array {
  if (nature === 'clock' || from >= to) return values
  const other = values.slice()
  const last = from > 0 ? values[from - 1]! : Number.NaN
  for (let row = from; row < to; row++)
    other[row] = otherValue(values[row]!, last, nature, poison, row - from)
  return other
}

/** A copy of the column with other values in single rows. */
export function changedRows(
  values: Float64Array,
  nature: Nature,
  poison: Poison,
  rows: readonly number[],
): Float64Array {
  if (nature === 'clock') return values
  const other = values.slice()
  for (const [k, row] of rows.entries())
    other[row] = otherValue(values[row]!, values[row - 1] ?? Number.NaN, nature, poison, k)
  return other
}

function otherValue(value: number, last: number, nature: Nature, poison: Poison, k: number): number {
  if (poison === 'flat') return last
  if (nature === 'flag') return poison === 'up' ? 1 : 0
  const factor = FACTORS[k % FACTORS.length]!
  if (nature === 'amount') return poison === 'up' ? value * factor : value / factor
  const move = (Math.abs(value) + (Math.abs(last) || 0) || 1) * factor
  return poison === 'up' ? value + move : value - move
}

/** 3 … 4.5 without an order: the changes from row to row are other changes too. */
const FACTORS = Float64Array.from({ length: 89 }, (_, k) => 3 + 1.5 * ((k * 0.6180339887498949) % 1))
