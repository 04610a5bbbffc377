import { countBefore } from '../../columns/series.ts'
import type { MarketData } from '../../market/market-data.ts'
import { compareTraces } from './compare.ts'
import { everyRow, inTurn, spread } from './cuts.ts'
import type { Evidence } from './evidence.ts'
import { POISONS } from './poison.ts'
import { type Subject, type Trace, traceOf } from './trace.ts'
import { knownBars, poisonedWorld, sliceAround, truncatedWorld, type World, worldInTurn } from './worlds.ts'

/** Where whole runs over long histories are cut, as shares of the history. */
const FEW_CUTS = [0.35, 0.75] as const

/** Bars of a slice after the cut, and before it beyond the warm-up. */
const HORIZON = 16
const MEMORY = 32

/** Rows run in slices at most, as a multiple of the history. */
const WORK = 0.5

/**
 * Runs the whole subject over other histories, and compares all that is known of them: features, decisions,
 * fills, equity.
 *
 * @returns how many cuts could be tried
 */
export function checkWhole(
  evidence: Evidence,
  subject: Subject,
  data: MarketData,
  honest: Trace,
  instants: readonly number[],
  isEveryBar: boolean,
): number {
  const worldsAt = isEveryBar ? someWorlds : oneWorld
  const rows = isEveryBar
    ? everyRow(instants.length)
    : FEW_CUTS.map((share) => Math.floor(share * instants.length))
  return rows.filter((row, turn) => {
    const worlds = worldsAt(data, instants[row]!, turn)
    // The engine answers to decisions, which are compared in both worlds: once per cut is enough for it.
    const tried = worlds.map((world, k) =>
      checkWorld(evidence, subject, data, honest, world, k === turn % worlds.length),
    )
    return tried.includes(true)
  }).length
}

/** Nothing after the cut, and another future of one kind. */
function someWorlds(data: MarketData, time: number, turn: number): World[] {
  const poisoned = poisonedWorld(data, time, POISONS[turn % POISONS.length]!)
  const truncated = truncatedWorld(data, time)
  return truncated ? [truncated, poisoned] : [poisoned]
}

/** The first cut truncates, the others poison. */
function oneWorld(data: MarketData, time: number, turn: number): World[] {
  const world = worldInTurn(data, time, turn)
  return world ? [world] : []
}

/** Whether the subject could be asked in that world. */
function checkWorld(
  evidence: Evidence,
  subject: Subject,
  data: MarketData,
  honest: Trace,
  { data: other, method, time }: World,
  isEngineRun: boolean,
): boolean {
  const trace = attempt(() => traceOf(subject, other, { isEngineRun }))
  if (!trace) return false
  const timesOf = (instrument: number) => data.instruments[instrument]!.bars.times
  compareTraces(evidence, honest, trace, { method, time, timesOf, known: knownBars(data, time) })
  return true
}

/**
 * The same for features and decisions on slices around many cuts, where an intact slice is compared with one that
 * has another future.
 */
export function checkSlices(
  evidence: Evidence,
  subject: Subject,
  data: MarketData,
  honest: Trace,
  instants: readonly number[],
): number {
  const before = warmUpOf(honest) + MEMORY
  const count = Math.floor((WORK * instants.length) / (2 * (before + HORIZON)))
  const cuts = inTurn([spread(instants.length, count), decisionRows(honest, count)], count)
  return cuts.filter((row, turn) => checkSlice(evidence, subject, data, instants[row]!, before, turn)).length
}

function checkSlice(
  evidence: Evidence,
  subject: Subject,
  data: MarketData,
  time: number,
  before: number,
  turn: number,
): boolean {
  const slice = sliceAround(data, time, before, HORIZON)
  const offsets = rowsBefore(data, slice)
  const world = worldInTurn(slice, time, turn)
  if (!world) return false
  const [honest, other] = [slice, world.data].map((history) =>
    attempt(() => traceOf(subject, history, { isEngineRun: false })),
  )
  if (!honest || !other) return false
  const timesOf = (instrument: number) => slice.instruments[instrument]!.bars.times
  compareTraces(evidence, honest, other, {
    method: world.method,
    time,
    timesOf,
    known: knownBars(slice, time),
    offsets,
  })
  return true
}

/** Row of each instrument's history with which its slice begins. */
function rowsBefore(data: MarketData, slice: MarketData): number[] {
  return slice.instruments.map(({ bars: { times } }, k) =>
    times.length === 0 ? 0 : countBefore(data.instruments[k]!.bars.times, times[0]!),
  )
}

/** A history that the strategy refuses says nothing about it. */
function attempt(run: () => Trace): Trace | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}

/** Bars before the first row in which all features are known, of the slowest instrument. */
function warmUpOf({ instruments }: Trace): number {
  return instruments.reduce((most, { features }) => {
    const rows = features[0]?.length ?? 0
    let row = 0
    while (row < rows && features.some((column) => Number.isNaN(column[row]!))) row++
    return row === rows ? most : Math.max(most, row)
  }, 0)
}

/** Rows before the decisions change, of all instruments in turn, spread over the history. */
function decisionRows({ instruments }: Trace, count: number): number[] {
  const changes = instruments.map(({ decisions: [actions] }) => {
    const rows: number[] = []
    actions!.forEach((action, row) => {
      if (row > 0 && action !== actions![row - 1]) rows.push(row)
    })
    return rows
  })
  return changes.flatMap((rows) =>
    spread(rows.length, Math.ceil(count / instruments.length)).map((k) => rows[k]!),
  )
}
