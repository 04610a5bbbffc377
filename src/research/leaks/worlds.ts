import { TIMEFRAME_MS } from '../../core/time.ts'
import type { MarketData } from '../../market/market-data.ts'
import type { Method } from './evidence.ts'
import { barsFrom, isMarkUnclear, knownAt, knownRows } from './known.ts'
import { POISONS, type Poison, poisonedAfter } from './poison.ts'

/** A history that is the same as the honest one up to an instant, and another after it. */
export interface World {
  readonly data: MarketData
  readonly method: Method
  /** End of the last bar that both share. */
  readonly time: number
}

/** Nothing comes after the instant; undefined where the rest would be too little to tell what it is. */
export function truncatedWorld(data: MarketData, time: number): World | undefined {
  const known = knownAt(data, time)
  return isMarkUnclear(known) ? undefined : { data: known, method: 'truncation', time }
}

/** Something else comes after the instant. */
export function poisonedWorld(data: MarketData, time: number, poison: Poison): World {
  return { data: poisonedAfter(data, time, poison), method: 'poison', time }
}

/** The ways to make another world, in turn: nothing comes, or one of the poisons. */
export function worldInTurn(data: MarketData, time: number, turn: number): World | undefined {
  const way = turn % (POISONS.length + 1)
  return way === 0 ? truncatedWorld(data, time) : poisonedWorld(data, time, POISONS[way - 1]!)
}

/** The bars from `before` bars before an instant to `after` bars after it. */
export function sliceAround(data: MarketData, time: number, before: number, after: number): MarketData {
  const timeframeMs = TIMEFRAME_MS[data.timeframe]
  return barsFrom(knownAt(data, time + after * timeframeMs), time - before * timeframeMs)
}

/** Bars of each instrument that are known at an instant. */
export function knownBars(data: MarketData, time: number): number[] {
  return data.instruments.map((own) => knownRows(data, own, time).bars)
}

/** Ends of all bars of all instruments, each once, ascending. */
export function instantsOf(data: MarketData): number[] {
  const timeframeMs = TIMEFRAME_MS[data.timeframe]
  const times = new Set<number>()
  for (const { bars } of data.instruments) for (const time of bars.times) times.add(time)
  return Array.from(times, (time) => time + timeframeMs).sort((a, b) => a - b)
}
