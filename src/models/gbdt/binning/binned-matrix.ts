import type { Kernel } from '../kernel/kernel.ts'
import {
  MATRIX_BINS,
  MATRIX_BYTES,
  MATRIX_FEATURES,
  MATRIX_NARROW_GROUPS,
  MATRIX_PLACES,
  MATRIX_STRIDE,
  MATRIX_WIDE_GROUPS,
  MATRIX_WIDE_SLOTS,
  NARROW_FEATURES,
  NARROW_SLOTS,
  PLACE_BINS,
  PLACE_BYTE,
  PLACE_BYTES,
  PLACE_GROUP,
  PLACE_HIGH,
  PLACE_LOW,
  PLACE_OUTSIDE,
  PLACE_SLOT,
  PLACE_WIDE,
  SLOT_BYTES,
  WIDE_FEATURES,
} from '../kernel/layout/training.ts'

/** Bytes of a group of features in a row: eight narrow bins or four wide ones. */
const GROUP_BYTES = 8

/** A column of stored bins: one feature, or several bundled ones. */
interface StoredColumn {
  /** Offset in the row. */
  readonly byte: number
  /** Two bytes instead of one. */
  readonly isWide: boolean
  /** First slot in a histogram. */
  readonly slot: number
  readonly group: number
}

/** How rows and histograms are laid out. */
export interface MatrixPlan {
  /** Bytes a row, a multiple of 8. */
  readonly stride: number
  readonly narrowGroups: number
  readonly wideGroups: number
  /** Slots of each column of a wide group. */
  readonly wideSlots: number
  readonly columns: readonly StoredColumn[]
}

/** Where a feature's bins are: a stored column, or a range of one that several features share. */
export interface FeaturePlace {
  readonly column: StoredColumn
  /** Bins of the feature, without a slot that only holds missing values. */
  readonly bins: number
  /** Stored values low … high are bins 0 … high − low; any other value means bin `outside`. */
  readonly low: number
  readonly high: number
  readonly outside: number
}

/** Binned rows, ready for histograms: made once, shared by models, folds and workers. */
export interface BinnedMatrix {
  readonly rows: number
  readonly plan: MatrixPlan
  readonly places: readonly FeaturePlace[]
  /** [rows × stride], row-major, over a SharedArrayBuffer. */
  readonly bytes: Uint8Array<SharedArrayBuffer>
}

/** Lays out columns by the slots that each needs: narrow ones (≤ 256) first, in their order, then wide ones. */
export function planMatrix(slotsNeeded: readonly number[]): MatrixPlan {
  const isWide = (slots: number) => slots > NARROW_SLOTS
  const narrow = slotsNeeded.filter((slots) => !isWide(slots)).length
  const narrowGroups = Math.ceil(narrow / NARROW_FEATURES)
  const wideGroups = Math.ceil((slotsNeeded.length - narrow) / WIDE_FEATURES)
  const wideSlots = slotsNeeded.filter(isWide).reduce((most, slots) => Math.max(most, slots), 0)
  let narrowBefore = 0
  let wideBefore = 0
  const columns = slotsNeeded.map((slots) =>
    isWide(slots) ? wideColumn(wideBefore++, narrowGroups, wideSlots) : narrowColumn(narrowBefore++),
  )
  return { stride: (narrowGroups + wideGroups) * GROUP_BYTES, narrowGroups, wideGroups, wideSlots, columns }
}

function narrowColumn(position: number): StoredColumn {
  const group = Math.floor(position / NARROW_FEATURES)
  return { byte: position, isWide: false, slot: position * NARROW_SLOTS, group }
}

function wideColumn(position: number, narrowGroups: number, wideSlots: number): StoredColumn {
  return {
    byte: narrowGroups * GROUP_BYTES + position * 2,
    isWide: true,
    slot: narrowGroups * NARROW_FEATURES * NARROW_SLOTS + position * wideSlots,
    group: narrowGroups + Math.floor(position / WIDE_FEATURES),
  }
}

/** Slots of a whole histogram. */
export function slotsOf(plan: MatrixPlan): number {
  return plan.narrowGroups * NARROW_FEATURES * NARROW_SLOTS + plan.wideGroups * WIDE_FEATURES * plan.wideSlots
}

/** Bytes of a whole histogram. */
export function histogramBytes(plan: MatrixPlan): number {
  return slotsOf(plan) * SLOT_BYTES
}

/** What is stored for a feature of a row. */
export function storedAt({ bytes, plan, places }: BinnedMatrix, feature: number, row: number): number {
  const { byte, isWide } = places[feature]!.column
  const at = row * plan.stride + byte
  return isWide ? bytes[at]! + 256 * bytes[at + 1]! : bytes[at]!
}

/** Room for binned rows that any thread can read. */
export function createRows(rows: number, plan: MatrixPlan): Uint8Array<SharedArrayBuffer> {
  return new Uint8Array(new SharedArrayBuffer(rows * plan.stride))
}

/**
 * Puts a matrix into a kernel's memory, whole or the rows named (in that order: row i of the kernel is rows[i]).
 *
 * @returns address of its Matrix record
 */
export function loadMatrix(kernel: Kernel, matrix: BinnedMatrix, rows?: Uint32Array): number {
  const { plan, places } = matrix
  const record = kernel.take(MATRIX_BYTES)
  const placeRecords = kernel.take(places.length * PLACE_BYTES)
  for (const [f, place] of places.entries()) writePlace(kernel, placeRecords + f * PLACE_BYTES, place)
  const field = kernel.u32(record, MATRIX_BYTES / 4)
  field[MATRIX_BINS / 4] = loadRows(kernel, matrix, rows)
  field[MATRIX_STRIDE / 4] = plan.stride
  field[MATRIX_NARROW_GROUPS / 4] = plan.narrowGroups
  field[MATRIX_WIDE_GROUPS / 4] = plan.wideGroups
  field[MATRIX_WIDE_SLOTS / 4] = plan.wideSlots
  field[MATRIX_FEATURES / 4] = places.length
  field[MATRIX_PLACES / 4] = placeRecords
  return record
}

/** Address of the Place record of a feature of a matrix record. */
export function placeRecord(kernel: Kernel, matrix: number, feature: number): number {
  return kernel.u32(matrix + MATRIX_PLACES, 1)[0]! + feature * PLACE_BYTES
}

function writePlace(kernel: Kernel, address: number, place: FeaturePlace): void {
  const field = kernel.i32(address, PLACE_BYTES / 4)
  field[PLACE_BYTE / 4] = place.column.byte
  field[PLACE_WIDE / 4] = place.column.isWide ? 1 : 0
  field[PLACE_SLOT / 4] = place.column.slot + place.low
  field[PLACE_BINS / 4] = place.bins
  field[PLACE_LOW / 4] = place.low
  field[PLACE_HIGH / 4] = place.high
  field[PLACE_OUTSIDE / 4] = place.outside
  field[PLACE_GROUP / 4] = place.column.group
}

function loadRows(kernel: Kernel, matrix: BinnedMatrix, rows: Uint32Array | undefined): number {
  const { stride } = matrix.plan
  const count = rows?.length ?? matrix.rows
  const address = kernel.take(count * stride)
  const target = kernel.u8(address, count * stride)
  if (!rows) target.set(matrix.bytes)
  else copyRows(matrix.bytes, target, stride, rows)
  return address
}

/** Runs of neighbouring rows are copied at once: folds are made of few long ones. */
function copyRows(source: Uint8Array, target: Uint8Array, stride: number, rows: Uint32Array): void {
  for (let from = 0; from < rows.length; ) {
    const first = rows[from]!
    let to = from + 1
    while (to < rows.length && rows[to] === first + to - from) to++
    target.set(source.subarray(first * stride, (first + to - from) * stride), from * stride)
    from = to
  }
}
