// Filling histograms: for each row of a node and each of its features, add (gradient, hessian) to the slot of
// the feature's bin. Both libraries add in the order of the rows, in float64; so do these loops.

import {
  MATRIX_BINS,
  MATRIX_NARROW_GROUPS,
  MATRIX_STRIDE,
  MATRIX_WIDE_SLOTS,
  NARROW_FEATURES,
  NARROW_SLOTS,
  NODE_COUNT,
  NODE_HISTOGRAM,
  NODE_PAIRS,
  NODE_ROWS,
  SLOT_BYTES,
  WIDE_FEATURES,
} from '../layout/training'

/** Rows that one group of features takes at a time: their bins stay in the cache for the next group. */
const CHUNK_ROWS = 4096

/** Fills what `fromGroup` … `toGroup` own of a node's histogram. */
export function fillHistogram(matrix: usize, node: usize, fromGroup: i32, toGroup: i32): void {
  const rows: i32 = load<u32>(node, NODE_COUNT)
  clearGroups(matrix, node, fromGroup, toGroup)
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const to = min(rows, from + CHUNK_ROWS)
    for (let group = fromGroup; group < toGroup; group++) addGroup(matrix, node, group, from, to)
  }
}

/** A node's histogram (its parent's, so far) minus its sibling's. */
export function subtractHistogram(
  matrix: usize,
  node: usize,
  sibling: usize,
  fromGroup: i32,
  toGroup: i32,
): void {
  const own: usize = load<u32>(node, NODE_HISTOGRAM)
  const from = groupOffset(matrix, fromGroup)
  const to = groupOffset(matrix, toGroup)
  for (let at = from; at < to; at += SLOT_BYTES) {
    v128.store(own + at, f64x2.sub(v128.load(own + at), v128.load(sibling + at)))
  }
}

/** Byte at which a group begins in a histogram; for the number of groups: the size of a histogram. */
function groupOffset(matrix: usize, group: i32): usize {
  const narrow: i32 = load<u32>(matrix, MATRIX_NARROW_GROUPS)
  const narrowBytes = NARROW_FEATURES * NARROW_SLOTS * SLOT_BYTES
  if (group <= narrow) return <usize>group * narrowBytes
  const wideBytes: usize = <usize>load<u32>(matrix, MATRIX_WIDE_SLOTS) * WIDE_FEATURES * SLOT_BYTES
  return <usize>narrow * narrowBytes + <usize>(group - narrow) * wideBytes
}

function clearGroups(matrix: usize, node: usize, fromGroup: i32, toGroup: i32): void {
  const histogram: usize = load<u32>(node, NODE_HISTOGRAM)
  const from = groupOffset(matrix, fromGroup)
  memory.fill(histogram + from, 0, groupOffset(matrix, toGroup) - from)
}

function addGroup(matrix: usize, node: usize, group: i32, from: i32, to: i32): void {
  const narrow: i32 = load<u32>(matrix, MATRIX_NARROW_GROUPS)
  const histogram: usize = <usize>load<u32>(node, NODE_HISTOGRAM) + groupOffset(matrix, group)
  const bins: usize = load<u32>(matrix, MATRIX_BINS)
  const stride: usize = load<u32>(matrix, MATRIX_STRIDE)
  const rows: usize = load<u32>(node, NODE_ROWS)
  const pairs: usize = load<u32>(node, NODE_PAIRS)
  // Eight bytes hold eight narrow bins or four wide ones.
  const column = bins + ((<usize>group) << 3)
  if (group < narrow) addNarrow(column, stride, rows, pairs, histogram, from, to)
  else addWide(column, stride, rows, pairs, histogram, load<u32>(matrix, MATRIX_WIDE_SLOTS), from, to)
}

// Written out eightfold: the slots of a narrow feature lie at a constant distance, which is then part of the
// instruction. Offsets are NARROW_SLOTS · SLOT_BYTES apart.
function addNarrow(
  column: usize,
  stride: usize,
  rows: usize,
  pairs: usize,
  histogram: usize,
  from: i32,
  to: i32,
): void {
  for (let i = from; i < to; i++) {
    const bins = load<u64>(column + <usize>load<u32>(rows + ((<usize>i) << 2)) * stride)
    const pair = f64x2.promote_low_f32x4(v128.load64_zero(pairs + ((<usize>i) << 3)))
    let slot = histogram + ((<usize>(bins & 255)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot), pair))
    slot = histogram + ((<usize>((bins >> 8) & 255)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot, 4096), pair), 4096)
    slot = histogram + ((<usize>((bins >> 16) & 255)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot, 8192), pair), 8192)
    slot = histogram + ((<usize>((bins >> 24) & 255)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot, 12288), pair), 12288)
    slot = histogram + ((<usize>((bins >> 32) & 255)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot, 16384), pair), 16384)
    slot = histogram + ((<usize>((bins >> 40) & 255)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot, 20480), pair), 20480)
    slot = histogram + ((<usize>((bins >> 48) & 255)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot, 24576), pair), 24576)
    slot = histogram + ((<usize>(bins >> 56)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot, 28672), pair), 28672)
  }
}

function addWide(
  column: usize,
  stride: usize,
  rows: usize,
  pairs: usize,
  histogram: usize,
  slots: usize,
  from: i32,
  to: i32,
): void {
  const feature = slots << 4
  for (let i = from; i < to; i++) {
    const bins = load<u64>(column + <usize>load<u32>(rows + ((<usize>i) << 2)) * stride)
    const pair = f64x2.promote_low_f32x4(v128.load64_zero(pairs + ((<usize>i) << 3)))
    let slot = histogram + ((<usize>(bins & 65535)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot), pair))
    slot = histogram + feature + ((<usize>((bins >> 16) & 65535)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot), pair))
    slot = histogram + feature * 2 + ((<usize>((bins >> 32) & 65535)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot), pair))
    slot = histogram + feature * 3 + ((<usize>(bins >> 48)) << 4)
    v128.store(slot, f64x2.add(v128.load(slot), pair))
  }
}
