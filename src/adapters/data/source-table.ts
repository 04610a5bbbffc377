import { type ColumnSet, SERIES_FIELDS, type SeriesField, type SeriesKind } from './series-schema.ts'

/** A cell that is not a number, with its text for the message. */
export interface BadCell {
  readonly row: number
  readonly property: string
  readonly text: string
}

/** Where a run of rows came from: row `firstRow + k` of the table is line `firstLine + k` of `file`. */
interface Segment {
  readonly firstRow: number
  readonly file: string
  readonly firstLine: number
}

/** What the files of one instrument and series held, as columns; nothing checked yet. */
export interface SourceTable {
  readonly rows: number
  /** By property name; optional columns only where a file had them. Valid until the builder is reused. */
  readonly columns: ColumnSet
  /** Most digits after the point seen in each column. */
  readonly decimals: Readonly<Record<string, number>>
  /** The first bad cells. */
  readonly badCells: readonly BadCell[]
  /** "BTCUSDT-1h.csv.gz row 812": the line as a text editor numbers it. */
  placeOf(row: number): string
}

const BAD_CELLS_KEPT = 1000

/**
 * Collects rows from one file after the other into growing columns. A reader calls `startFile`, writes cells
 * into `slots` (one array per field of the series, in its order) at `rows`, and counts `rows` up.
 */
export class TableBuilder {
  readonly fields: readonly SeriesField[]
  readonly decimals: number[]
  readonly badCells: BadCell[] = []
  slots: Float64Array[]
  capacity: number
  rows = 0
  private readonly segments: Segment[] = []
  private readonly slotsSeen = new Set<number>()

  constructor(kind: SeriesKind, capacity = 1000) {
    this.fields = SERIES_FIELDS[kind]
    this.capacity = capacity
    this.slots = this.fields.map(() => new Float64Array(capacity))
    this.decimals = this.fields.map(() => 0)
  }

  /** The rows that follow come from `file`, the next one from `line`. */
  startSegment(file: string, line: number): void {
    this.segments.push({ firstRow: this.rows, file, firstLine: line })
  }

  /** Closes a file that filled `slotsFilled` from `firstRow` on: what it did not have is unknown (NaN). */
  endFile(firstRow: number, slotsFilled: ReadonlySet<number>): void {
    this.slots.forEach((values, slot) => {
      if (slotsFilled.has(slot)) this.slotsSeen.add(slot)
      else values.fill(Number.NaN, firstRow, this.rows)
    })
  }

  /** Makes room for at least `rows` rows in all; replaces the arrays in `slots`. */
  grow(rows: number): void {
    if (rows <= this.capacity) return
    this.capacity = Math.max(rows, 2 * this.capacity)
    this.slots = this.slots.map((old) => {
      const grown = new Float64Array(this.capacity)
      grown.set(old.subarray(0, this.rows))
      return grown
    })
  }

  addBadCell(slot: number, text: string, row = this.rows): void {
    if (this.badCells.length === BAD_CELLS_KEPT) return
    this.badCells.push({ row, property: this.fields[slot]!.property, text })
  }

  finish(): SourceTable {
    const { rows, segments, fields } = this
    const slots = fields.map((_, slot) => slot).filter((slot) => this.slotsSeen.has(slot))
    const byProperty = <T>(of: (slot: number) => T) =>
      Object.fromEntries(slots.map((slot) => [fields[slot]!.property, of(slot)]))
    return {
      rows,
      columns: byProperty((slot) => this.slots[slot]!.subarray(0, rows)),
      decimals: byProperty((slot) => this.decimals[slot]!),
      badCells: this.badCells,
      placeOf: (row) => placeOf(segments, row),
    }
  }
}

function placeOf(segments: readonly Segment[], row: number): string {
  const segment = segments.findLast(({ firstRow }) => firstRow <= row) ?? segments[0]!
  return `${segment.file} row ${segment.firstLine + row - segment.firstRow}`
}
