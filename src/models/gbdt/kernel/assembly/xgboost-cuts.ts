// Quantile cuts by a weighted sketch (Greenwald–Khanna with levels, as XGBoost ≥ 3.3 keeps it). Values come in the
// order of the rows; a feature belongs to one part, so the cuts do not depend on the number of parts.

import {
  CUTS_COUNTS,
  CUTS_FEATURES,
  CUTS_LIMIT,
  CUTS_MAX_BIN,
  CUTS_MISSING,
  CUTS_ROWS,
  CUTS_SCRATCH,
  CUTS_SCRATCH_BYTES,
  CUTS_TO,
  CUTS_VALUES,
  CUTS_WEIGHTS,
  ENTRY_BYTES,
  SKETCH_LEVELS,
} from '../layout/xgboost'
import { sketchLimit } from '../../xgboost/bins/sketch-limit'
import { shareOf } from './share'
import { addWeight, COUNTERS_BYTES, keyOf, summarise, writePair } from './xgboost-queue'
import { combine, entryAt, prune, rmaxOf, rmaxPrev, rminNext, rminOf, valueOf } from './xgboost-summary'

// One feature's sketch in the scratch of its part. Places follow from the limit L alone:
// header, counters, sizes of levels, queue [2L pairs], spare [2L pairs], three summaries [2L], levels [L each].
const SKETCH_LIMIT: usize = 0
const SKETCH_QUEUED: usize = 4
const SKETCH_COUNTERS: usize = 16
const SKETCH_SIZES: usize = SKETCH_COUNTERS + COUNTERS_BYTES
const SKETCH_QUEUE: usize = SKETCH_SIZES + SKETCH_LEVELS * 4

@inline
function limitOf(sketch: usize): i32 {
  return load<i32>(sketch, SKETCH_LIMIT)
}

/** Pairs and summaries hold 2L; pairs take 8 bytes. */
@inline
function spareOf(sketch: usize): usize {
  return sketch + SKETCH_QUEUE + <usize>limitOf(sketch) * 16
}

/** Summaries of up to 2L entries: 0 incoming, 1 pruned, 2 merged. */
@inline
function summaryOf(sketch: usize, index: i32): usize {
  return sketch + SKETCH_QUEUE + <usize>limitOf(sketch) * (32 + <usize>index * 2 * ENTRY_BYTES)
}

@inline
function levelOf(sketch: usize, level: i32): usize {
  return sketch + SKETCH_QUEUE + <usize>limitOf(sketch) * (32 + (6 + <usize>level) * ENTRY_BYTES)
}

@inline
function sizeAt(sketch: usize, level: i32): usize {
  return sketch + SKETCH_SIZES + (<usize>level << 2)
}

/** One part's share of a Cuts record: a range of features. */
export function findCuts(record: usize, part: i32, parts: i32): void {
  const features: i32 = load<u32>(record, CUTS_FEATURES)
  const toFeature = shareOf(features, part + 1, parts)
  for (let feature = shareOf(features, part, parts); feature < toFeature; feature++) cutFeature(record, feature, part)
}

function cutFeature(record: usize, feature: i32, part: i32): void {
  const rows: i32 = load<u32>(record, CUTS_ROWS)
  const maxBin: i32 = load<u32>(record, CUTS_MAX_BIN)
  const values = <usize>load<u32>(record, CUTS_VALUES) + (<usize>feature * rows << 2)
  const sketch = <usize>load<u32>(record, CUTS_SCRATCH) + <usize>part * load<u32>(record, CUTS_SCRATCH_BYTES)
  const missing = countMissing(values, rows)
  const weights: usize = load<u32>(record, CUTS_WEIGHTS)
  const limit = <i32>sketchLimit(rows - missing, maxBin)
  store<i32>(sketch, limit, SKETCH_LIMIT)
  store<i32>(sketch, 0, SKETCH_QUEUED)
  memory.fill(sizeAt(sketch, 0), 0, SKETCH_LEVELS * 4)
  for (let row = 0; row < rows; row++) {
    const value = load<f32>(values + (<usize>row << 2))
    if (value != value) continue
    const weight = weights ? load<f32>(weights + (<usize>row << 2)) : <f32>1
    if (weight != 0) push(sketch, value, weight)
  }
  const budget = <i32>sketchLimit(rows - missing - countWeightless(values, weights, rows), maxBin)
  const size = finish(sketch, budget)
  const to = <usize>load<u32>(record, CUTS_TO) + (<usize>feature * maxBin << 2)
  const count = writeCuts(summaryOf(sketch, 0), size, maxBin, to)
  store<u32>(<usize>load<u32>(record, CUTS_COUNTS) + (<usize>feature << 2), count)
  store<u32>(<usize>load<u32>(record, CUTS_MISSING) + (<usize>feature << 2), missing)
}

function countMissing(values: usize, rows: i32): i32 {
  let missing = 0
  for (let row = 0; row < rows; row++) {
    const value = load<f32>(values + (<usize>row << 2))
    missing += i32(value != value)
  }
  return missing
}

/** Values that are there but weigh nothing: the sketch never sees them. */
function countWeightless(values: usize, weights: usize, rows: i32): i32 {
  if (!weights) return 0
  let weightless = 0
  for (let row = 0; row < rows; row++) {
    const value = load<f32>(values + (<usize>row << 2))
    weightless += i32(value == value && load<f32>(weights + (<usize>row << 2)) == 0)
  }
  return weightless
}

@inline
function push(sketch: usize, value: f32, weight: f32): void {
  let queued = load<i32>(sketch, SKETCH_QUEUED)
  const queue = sketch + SKETCH_QUEUE
  if (queued > 0) {
    const last = queue + (<usize>(queued - 1) << 3)
    if (load<u32>(last) == keyOf(value)) {
      addWeight(last, weight)
      return
    }
    if (queued == 2 * limitOf(sketch)) {
      flush(sketch)
      queued = 0
    }
  }
  writePair(queue + (<usize>queued << 3), value, weight)
  store<i32>(sketch, queued + 1, SKETCH_QUEUED)
}

/** The queue becomes a summary, which rises through the levels until one has room. */
function flush(sketch: usize): void {
  const limit = limitOf(sketch)
  const incoming = summaryOf(sketch, 0)
  const pruned = summaryOf(sketch, 1)
  const queued = load<i32>(sketch, SKETCH_QUEUED)
  let size = summarise(sketch + SKETCH_QUEUE, queued, spareOf(sketch), sketch + SKETCH_COUNTERS, incoming)
  store<i32>(sketch, 0, SKETCH_QUEUED)
  for (let level = 0; level < SKETCH_LEVELS; level++) {
    const own = load<i32>(sizeAt(sketch, level))
    const prunedSize = prune(incoming, size, limit, pruned)
    size = combine(pruned, prunedSize, levelOf(sketch, level), own, incoming)
    if (size <= limit) {
      memory.copy(levelOf(sketch, level), incoming, <usize>size * ENTRY_BYTES)
      store<i32>(sizeAt(sketch, level), size)
      return
    }
    store<i32>(sizeAt(sketch, level), 0)
  }
}

/** Folds the levels into one summary. @returns its size; it lies where incoming ones do */
function finish(sketch: usize, budget: i32): i32 {
  flush(sketch)
  const limit = limitOf(sketch)
  const merged = summaryOf(sketch, 2)
  const result = summaryOf(sketch, 0)
  let size = 0
  for (let level = 0; level < SKETCH_LEVELS; level++) {
    const own = load<i32>(sizeAt(sketch, level))
    if (own == 0) continue
    const mergedSize = combine(result, size, levelOf(sketch, level), own, merged)
    size = prune(merged, mergedSize, max(limit, budget), result)
  }
  memory.copy(merged, result, <usize>size * ENTRY_BYTES)
  return prune(merged, size, budget, result)
}

/** @returns number of cuts */
function writeCuts(summary: usize, size: i32, maxBin: i32, to: usize): i32 {
  if (size == 0) {
    store<f32>(to, 1e-5)
    return 1
  }
  const count = size <= maxBin ? writeDistinct(summary, size, to) : writeQuantiles(summary, size, maxBin, to)
  const greatest = valueOf(entryAt(summary, size - 1))
  store<f32>(to + (<usize>count << 2), greatest + (abs<f32>(greatest) + <f32>1e-5))
  return count + 1
}

/** Every value but the smallest. */
function writeDistinct(summary: usize, size: i32, to: usize): i32 {
  for (let i = 1; i < size; i++) store<f32>(to + (<usize>(i - 1) << 2), valueOf(entryAt(summary, i)))
  return size - 1
}

function writeQuantiles(summary: usize, size: i32, bins: i32, to: usize): i32 {
  const total: f64 = rmaxOf(entryAt(summary, size - 1))
  let count = 0
  let cut = valueOf(summary) // the last one written; the smallest value is none
  let i = 0
  for (let bin = 1; bin < bins; bin++) {
    const rank2: f64 = 2 * ((<f64>bin * total) / <f64>bins)
    while (i < size - 2 && rank2 >= <f64>(rminOf(entryAt(summary, i + 1)) + rmaxOf(entryAt(summary, i + 1)))) i++
    const isBelow = rank2 < <f64>(rminNext(entryAt(summary, i)) + rmaxPrev(entryAt(summary, i + 1)))
    let chosen = isBelow ? i : i + 1
    while (chosen < size && valueOf(entryAt(summary, chosen)) <= cut) chosen++
    if (chosen == size) break
    cut = valueOf(entryAt(summary, chosen))
    store<f32>(to + (<usize>count << 2), cut)
    count++
  }
  return count
}
