// Expanding nodes: fill their histograms, then look for the best split of every feature. A part owns whole groups
// of features, so it never waits for another one, and any number of parts gives the same bits.

import {
  CANDIDATE_BYTES,
  CANDIDATE_FEATURE,
  CANDIDATE_GAIN,
  FAMILY_XGBOOST,
  MATRIX_FEATURES,
  MATRIX_NARROW_GROUPS,
  MATRIX_PLACES,
  MATRIX_WIDE_GROUPS,
  NODE_ALLOWED,
  NODE_BYTES,
  NODE_HISTOGRAM,
  NODE_SEARCH,
  NODE_SIBLING,
  PLACE_BYTES,
  PLACE_GROUP,
  PLACE_SLOT,
  SEARCH_FILLED,
  SLOT_BYTES,
  TASK_CANDIDATES,
  TASK_FAMILY,
  TASK_MATRIX,
  TASK_NODE_COUNT,
  TASK_NODES,
  TASK_RULE,
} from '../layout/training'
import { fillHistogram, subtractHistogram } from './histogram'
import { lightgbmScan } from './lightgbm-split'
import { shareOf } from './share'
import { xgboostScan } from './xgboost-split'

/** One part's share of a Task: its groups of all nodes, in the order given (a sibling before who needs it). */
export function expand(task: usize, part: i32, parts: i32): void {
  const matrix: usize = load<u32>(task, TASK_MATRIX)
  const groups: i32 = load<u32>(matrix, MATRIX_NARROW_GROUPS) + load<u32>(matrix, MATRIX_WIDE_GROUPS)
  const fromGroup = shareOf(groups, part, parts)
  const toGroup = shareOf(groups, part + 1, parts)
  const nodes: i32 = load<u32>(task, TASK_NODE_COUNT)
  for (let i = 0; i < nodes; i++) {
    const node = <usize>load<u32>(task, TASK_NODES) + <usize>i * NODE_BYTES
    if (load<u32>(node, NODE_SEARCH) != SEARCH_FILLED) prepareHistogram(matrix, node, fromGroup, toGroup)
    const candidate = <usize>load<u32>(task, TASK_CANDIDATES) + <usize>(i * parts + part) * CANDIDATE_BYTES
    store<i32>(candidate, -1, CANDIDATE_FEATURE)
    store<f64>(candidate, 0, CANDIDATE_GAIN)
    if (load<u32>(node, NODE_SEARCH)) searchSplits(task, node, candidate, fromGroup, toGroup)
  }
}

function prepareHistogram(matrix: usize, node: usize, fromGroup: i32, toGroup: i32): void {
  const sibling: usize = load<u32>(node, NODE_SIBLING)
  if (sibling) subtractHistogram(matrix, node, sibling, fromGroup, toGroup)
  else fillHistogram(matrix, node, fromGroup, toGroup)
}

function searchSplits(task: usize, node: usize, candidate: usize, fromGroup: i32, toGroup: i32): void {
  const matrix: usize = load<u32>(task, TASK_MATRIX)
  const features: i32 = load<u32>(matrix, MATRIX_FEATURES)
  const places: usize = load<u32>(matrix, MATRIX_PLACES)
  const allowed: usize = load<u32>(node, NODE_ALLOWED)
  const histogram: usize = load<u32>(node, NODE_HISTOGRAM)
  const rule: usize = load<u32>(task, TASK_RULE)
  const isXgboost = load<u32>(task, TASK_FAMILY) === FAMILY_XGBOOST
  for (let feature = 0; feature < features; feature++) {
    const place = places + <usize>feature * PLACE_BYTES
    const group: i32 = load<i32>(place, PLACE_GROUP)
    if (group < fromGroup || group >= toGroup) continue
    if (allowed && !load<u8>(allowed + feature)) continue
    const slots = histogram + <usize>load<u32>(place, PLACE_SLOT) * SLOT_BYTES
    if (isXgboost) xgboostScan(rule, node, feature, place, slots, candidate)
    else lightgbmScan(rule, node, feature, slots, candidate)
  }
}
