import { type Finding, type Inspection, jumpOf, type Rule } from './integrity.ts'

/** Columns of any series by property, `times` among them. */
type Columns = Readonly<Record<string, Float64Array>>

/** Columns on their way, with the index that each row had when it came. */
interface Rows {
  readonly columns: Columns
  readonly origins: Uint32Array
}

/** Rows that were mended or dropped for one reason, by the index that they had when they came. */
export interface RowRepair {
  readonly rule: Rule
  readonly action: string
  readonly rows: readonly number[]
}

export interface Repaired extends Rows {
  readonly repairs: readonly RowRepair[]
}

export interface RepairRules {
  /** How the series is looked at. */
  readonly inspect: (columns: Columns) => Inspection
  readonly maxJump: number
}

/**
 * Mends what can be mended without inventing anything: drops unusable rows (they become gaps), sorts, keeps the
 * last of several rows of one time, widens high and low to hold open and close, drops single bars that jump away
 * and back. The columns given stay as they are.
 */
export function repair(columns: Columns, { inspect, maxJump }: RepairRules): Repaired {
  const repairs: RowRepair[] = []
  const note = (rule: Rule, action: string, rows: readonly number[]) => {
    if (rows.length > 0) repairs.push({ rule, action, rows })
  }
  let rows = select({ columns, origins: Uint32Array.from(columns.times!, (_, i) => i) }, () => true)
  rows = dropUnusable(rows, inspect(rows.columns), note)
  rows = sort(rows, note)
  rows = keepLast(rows, note)
  widen(rows, note)
  rows = dropSpikes(rows, inspect(rows.columns), maxJump, note)
  return { ...rows, repairs }
}

type Note = (rule: Rule, action: string, rows: readonly number[]) => void

const DROPPED: readonly Rule[] = [
  'time',
  'notANumber',
  'infinite',
  'nonPositive',
  'negative',
  'range',
  'offGrid',
]

function dropUnusable(rows: Rows, inspect: Inspection, note: Note): Rows {
  const firstRule = new Map<number, Rule>()
  inspect(({ row, rule }: Finding) => {
    if (DROPPED.includes(rule) && !firstRule.has(row)) firstRule.set(row, rule)
  })
  const byRule = Map.groupBy([...firstRule.keys()].sort(ascending), (row) => firstRule.get(row)!)
  for (const [rule, found] of byRule) note(rule, 'dropped', found)
  return select(rows, (row) => !firstRule.has(row))
}

function sort(rows: Rows, note: Note): Rows {
  const times = rows.columns.times!
  const late = Array.from(times.keys()).filter((row) => row > 0 && times[row]! < times[row - 1]!)
  if (late.length === 0) return rows
  note(
    'unordered',
    'sorted by time',
    late.map((row) => rows.origins[row]!),
  )
  const order = Uint32Array.from(times.keys()).sort((a, b) => times[a]! - times[b]! || a - b)
  return take(rows, order)
}

/** Rows of one time stand in the order in which they came: the last is the latest word on it. */
function keepLast(rows: Rows, note: Note): Rows {
  const times = rows.columns.times!
  const isRepeated = (row: number) => times[row] === times[row + 1]
  const repeated = Array.from(times.keys()).filter(isRepeated)
  const isCopy = (row: number) =>
    Object.values(rows.columns).every((values) => Object.is(values[row], values[row + 1]))
  const originsOf = (found: readonly number[]) => found.map((row) => rows.origins[row]!)
  note('duplicate', 'dropped an exact copy', originsOf(repeated.filter(isCopy)))
  note('duplicate', 'kept the last of rows that differ', originsOf(repeated.filter((row) => !isCopy(row))))
  return select(rows, (row) => !isRepeated(row))
}

/** In place. */
function widen({ columns, origins }: Rows, note: Note): void {
  const { opens, highs, lows, closes } = columns
  if (!opens || !highs || !lows || !closes) return
  const raised: number[] = []
  const lowered: number[] = []
  for (let row = 0; row < opens.length; row++) {
    const prices = [opens[row]!, highs[row]!, lows[row]!, closes[row]!]
    const high = Math.max(...prices)
    const low = Math.min(...prices)
    if (highs[row] !== high) raised.push(origins[row]!)
    if (lows[row] !== low) lowered.push(origins[row]!)
    highs[row] = high
    lows[row] = low
  }
  note('highTooLow', 'high raised to the largest price of the bar', raised)
  note('lowTooHigh', 'low lowered to the smallest price of the bar', lowered)
}

/** A bar that jumps away, when the bar after it stands again near the bar before it, is a bad tick. */
function dropSpikes(rows: Rows, inspect: Inspection, maxJump: number, note: Note): Rows {
  const { closes } = rows.columns
  const spikes = new Set<number>()
  inspect(({ row, rule }) => {
    if (rule !== 'jump' || !closes || spikes.has(row - 1) || row + 1 >= closes.length) return
    if (jumpOf(closes[row - 1]!, closes[row + 1]!) <= maxJump) spikes.add(row)
  })
  note(
    'jump',
    'dropped a single bar that jumps away and back',
    [...spikes].map((row) => rows.origins[row]!),
  )
  return select(rows, (row) => !spikes.has(row))
}

function select(rows: Rows, keeps: (row: number) => boolean): Rows {
  return take(rows, Uint32Array.from(rows.origins.keys()).filter(keeps))
}

function take({ columns, origins }: Rows, order: Uint32Array): Rows {
  const taken = Object.entries(columns).map(([property, values]) => [
    property,
    Float64Array.from(order, (row) => values[row]!),
  ])
  return { columns: Object.fromEntries(taken), origins: Uint32Array.from(order, (row) => origins[row]!) }
}

function ascending(a: number, b: number): number {
  return a - b
}
