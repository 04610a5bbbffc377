import { featuresOf } from '../../authoring/strategy.ts'
import { TIMEFRAME_MS } from '../../core/time.ts'
import type { BarInput } from '../../features/definition.ts'
import { featureInputs } from '../../features/inputs.ts'
import { computeColumns } from '../../features/plan.ts'
import type { MarketData } from '../../market/market-data.ts'
import { isSame } from './compare.ts'
import { spread } from './cuts.ts'
import type { Exhibit, Spot } from './evidence.ts'
import { knownAt } from './known.ts'
import { POISONS, poisonedAfter } from './poison.ts'
import { DECISION_FIELDS, type Subject, traceOf } from './trace.ts'

/** How far a leak sees: which bars after the one that it answers for change the answer. */
export interface Reach {
  /** The first bar whose change changes it. */
  readonly nearest: number
  /** The last one. */
  readonly farthest: number
  /** The last one is the last of the data. */
  readonly isToTheEnd: boolean
}

/** The value at the spot in row `row` of a dataset; undefined where it refuses to answer. */
type Probe = (data: MarketData, row: number) => number | undefined

/** Measures the rows that saw farthest; undefined where no change of the future changes them. */
export function reachOf(subject: Subject, data: MarketData, exhibit: Exhibit): Reach | undefined {
  const bars = data.instruments.reduce((sum, own) => sum + own.bars.times.length, 0)
  const enough = bars > LONG ? ENOUGH_OF_LONG : ENOUGH
  for (const probe of probesOf(subject, exhibit)) {
    const reaches: Reach[] = []
    for (const row of rowsToMeasure(exhibit)) {
      const reach = reachOfRow(probe, data, exhibit.instrument, row)
      if (reach) reaches.push(reach)
      if (reaches.length === enough || reach?.isToTheEnd) break
    }
    if (reaches.length > 0) return widest(reaches)
  }
  return undefined
}

/** Rows that are measured: fewer on long histories, where each takes its time. */
const ENOUGH = 12
const ENOUGH_OF_LONG = 4
const LONG = 10_000

/** Rows that are tried at most: what rests on settlements moves on few bars. */
const TRIED = 24

/** The farthest and the nearest in turn, then any. */
function rowsToMeasure({ first, farthest, nearest, rows }: Exhibit): Set<number> {
  const all = [...rows]
  const others = spread(all.length, TRIED).map((k) => all[k]!)
  const told = farthest.flatMap((far, k) => [far, nearest[k] ?? far])
  return new Set([...[first, ...told, ...nearest].map(({ row }) => row), ...others])
}

function widest(reaches: readonly Reach[]): Reach {
  return {
    nearest: Math.min(...reaches.map(({ nearest }) => nearest)),
    farthest: Math.max(...reaches.map(({ farthest }) => farthest)),
    isToTheEnd: reaches.some(({ isToTheEnd }) => isToTheEnd),
  }
}

function reachOfRow(probe: Probe, data: MarketData, instrument: number, row: number): Reach | undefined {
  const { times } = data.instruments[instrument]!.bars
  const timeframeMs = TIMEFRAME_MS[data.timeframe]
  const most = times.length - 1 - row
  const honest = probe(data, row)
  const endOf = (bars: number) => times[Math.min(times.length - 1, row + bars)]! + timeframeMs
  const differs = (world: MarketData) => {
    const other = probe(world, row)
    return honest !== undefined && other !== undefined && !isSame(honest, other)
  }
  /** Bars later than `bars` after the row matter. */
  const seesBeyond = (bars: number) =>
    bars < most &&
    (POISONS.some((poison) => differs(poisonedAfter(data, endOf(bars), poison))) ||
      differs(knownAt(data, endOf(bars))))
  /** Bars up to `bars` after the row matter. */
  const seesWithin = (bars: number) =>
    POISONS.some((poison) => differs(poisonedAfter(data, endOf(0), poison, endOf(bars))))
  if (!seesBeyond(0)) return undefined
  const farthest = seesBeyond(most - 1) ? most : leastWhere((bars) => !seesBeyond(bars), most)
  const nearest = leastWhere((bars) => bars > 0 && seesWithin(bars), farthest)
  return { nearest, farthest, isToTheEnd: farthest === most && most > 1 }
}

/** The least number up to `most` from which on the statement holds: by doubling, then by halving. */
function leastWhere(holds: (bars: number) => boolean, most: number): number {
  let high = 1
  while (high < most && !holds(high)) high *= 2
  let low = Math.floor(high / 2)
  high = Math.min(high, most)
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}

/** The feature alone, which is quick; and the whole run, for what takes a way around. */
function probesOf(subject: Subject, { place, name, instrument }: Spot): Probe[] {
  const field = (DECISION_FIELDS as readonly string[]).indexOf(name)
  const traced: Probe = (data, row) => {
    const trace = traceOf(subject, data, { isEngineRun: false })
    const { features, decisions } = trace.instruments[instrument]!
    const column = place === 'feature' ? features[trace.features.indexOf(name)] : decisions[field]
    return column?.[row] ?? Number.NaN
  }
  if (place !== 'feature') return [refusing(traced)]
  const alone: Probe = (data, row) => {
    const source = featuresOf(subject.fresh(), subject.params)[name]!
    const inputs = featureInputs(data, instrument)
    const column =
      typeof source === 'string' ? inputs.column(source as BarInput) : computeColumns([source], inputs)[0]!
    return column[row] ?? Number.NaN
  }
  return [refusing(alone), refusing(traced)]
}

function refusing(probe: Probe): Probe {
  return (data, row) => {
    try {
      return probe(data, row)
    } catch {
      return undefined
    }
  }
}
