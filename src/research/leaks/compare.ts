import type { Run } from '../../engine/replay.ts'
import type { Evidence, Method, Spot } from './evidence.ts'
import { DECISION_FIELDS, type Trace } from './trace.ts'

/** Which rows of two traces must agree, and what was done to the future of the other. */
export interface Comparison {
  readonly method: Method
  /** Rows of each instrument that were known. */
  readonly known: readonly number[]
  /** First row of each instrument in `honest` where it is not that of `other`. */
  readonly offsets?: readonly number[]
  /** Instant up to which records must agree. */
  readonly time: number
  /** Open times of the bars by instrument, as rows of `known`. */
  readonly timesOf: (instrument: number) => Float64Array
}

/** Two numbers are the same; NaN is NaN. */
export function isSame(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b))
}

/** Compares all that is known of two traces, and puts what differs into the evidence. */
export function compareTraces(evidence: Evidence, honest: Trace, other: Trace, comparison: Comparison): void {
  honest.instruments.forEach((mine, instrument) => {
    const theirs = other.instruments[instrument]!
    const { method, known, offsets } = comparison
    const rows = { method, rows: known[instrument]!, offset: offsets?.[instrument] ?? 0 }
    honest.features.forEach((name, k) => {
      const spot = { place: 'feature', name, instrument } as const
      compareColumns(evidence, spot, mine.features[k]!, theirs.features[k]!, rows)
    })
    DECISION_FIELDS.forEach((name, k) => {
      const spot = { place: name === 'exposure' ? 'sizing' : 'decision', name, instrument } as const
      compareColumns(evidence, spot, mine.decisions[k]!, theirs.decisions[k]!, rows)
    })
  })
  if (honest.run && other.run) compareRuns(evidence, honest.run, other.run, comparison)
}

/** Compares the known rows of two columns. */
export function compareColumns(
  evidence: Evidence,
  spot: Spot,
  honest: Float64Array,
  other: Float64Array,
  { method, rows, offset }: { readonly method: Method; readonly rows: number; readonly offset: number },
): void {
  for (let row = 0; row < rows; row++) {
    const value = honest[row]!
    const otherValue = other[row]!
    if (isSame(value, otherValue)) continue
    evidence.add(spot, { row: offset + row, value, other: otherValue, method, distance: rows - 1 - row })
  }
}

type Fields = Readonly<{ [field: string]: unknown }>

/** Compares what two runs left behind before the instant, and the equity up to it. */
function compareRuns(evidence: Evidence, honest: Run, other: Run, comparison: Comparison): void {
  const [mine, theirs] = [honest.simulation.log, other.simulation.log]
  compareRecords(evidence, 'fills', mine.fills, theirs.fills, 'time', comparison)
  compareRecords(evidence, 'trades', mine.trades, theirs.trades, 'closeTime', comparison)
  compareRecords(evidence, 'funding', mine.fundingPayments, theirs.fundingPayments, 'time', comparison)
  compareRecords(evidence, 'refusals', mine.refusals, theirs.refusals, 'time', comparison)
  const spot = { place: 'equity', name: 'equity', instrument: 0 } as const
  for (let row = 0; row < honest.times.length && honest.times[row]! <= comparison.time; row++) {
    const [value, otherValue] = [honest.equity[row]!, other.equity[row]!]
    if (isSame(value, otherValue)) continue
    evidence.add(spot, { row, value, other: otherValue, method: comparison.method, distance: 0 })
    return // everything after it follows
  }
}

/** Compares records in order; the first that differs is the one that is told: what comes after it follows. */
function compareRecords(
  evidence: Evidence,
  name: string,
  honest: Iterable<object>,
  other: Iterable<object>,
  timeField: string,
  { time, method, timesOf }: Comparison,
): void {
  const [mine, theirs] = [honest, other].map((records) => knownRecords(records, timeField, time))
  for (;;) {
    const [record, twin] = [mine!.next().value, theirs!.next().value]
    if (!record && !twin) return
    const field = record && twin ? differingField(record, twin) : timeField
    if (field === undefined) continue
    const told = (record ?? twin) as Fields
    const instrument = Number(told.instrument)
    const row = rowAt(timesOf(instrument), Number(told[timeField]))
    const [value, otherValue] = [record, twin].map((fields) => Number(fields?.[field]))
    evidence.add(
      { place: 'fills', name, instrument },
      { row, value: value!, other: otherValue!, method, distance: 0 },
    )
    return
  }
}

/** The records before an instant. */
function* knownRecords(
  records: Iterable<object>,
  timeField: string,
  time: number,
): Generator<Fields, undefined> {
  for (const record of records as Iterable<Fields>) {
    if (Number(record[timeField]) >= time) return
    yield record
  }
}

/** Counts of what came later belong to no instant. */
const LATER_FIELDS = ['repeats']

function differingField(a: Fields, b: Fields): string | undefined {
  return Object.keys(a).find((field) => !LATER_FIELDS.includes(field) && !Object.is(a[field], b[field]))
}

/** The last bar that had opened. */
function rowAt(times: Float64Array, time: number): number {
  let row = 0
  while (row + 1 < times.length && times[row + 1]! <= time) row++
  return row
}
