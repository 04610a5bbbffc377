// Values to bins: the number of cuts that are ≤ the value, at most the last bin.

import {
  BIN_FEATURES,
  BIN_ROWS,
  BIN_SEARCHES,
  BIN_STRIDE,
  BIN_TO,
  BIN_VALUES,
  SEARCH_BYTE,
  SEARCH_BYTES,
  SEARCH_CUTS,
  SEARCH_HALF,
  SEARCH_LAST,
  SEARCH_MISSING,
  SEARCH_WIDE,
} from '../layout/xgboost'
import { shareOf } from './share'

/** One part's share of a Bin record: a range of features. */
export function binValues(record: usize, part: i32, parts: i32): void {
  const features: i32 = load<u32>(record, BIN_FEATURES)
  const rows: i32 = load<u32>(record, BIN_ROWS)
  const toFeature = shareOf(features, part + 1, parts)
  for (let feature = shareOf(features, part, parts); feature < toFeature; feature++) {
    const search = <usize>load<u32>(record, BIN_SEARCHES) + <usize>feature * SEARCH_BYTES
    const values = <usize>load<u32>(record, BIN_VALUES) + (<usize>feature * rows << 2)
    const to = <usize>load<u32>(record, BIN_TO) + <usize>load<u32>(search, SEARCH_BYTE)
    binFeature(search, values, rows, to, load<u32>(record, BIN_STRIDE))
  }
}

function binFeature(search: usize, values: usize, rows: i32, to: usize, stride: usize): void {
  const isWide: bool = load<u32>(search, SEARCH_WIDE) != 0
  let row = 0
  // Four at a time: each step of a search waits for the one before, but not for other searches.
  for (; row + 4 <= rows; row += 4, to += 4 * stride) {
    const bins = binFour(search, v128.load(values + (<usize>row << 2)))
    writeBin(to, i32x4.extract_lane(bins, 0), isWide)
    writeBin(to + stride, i32x4.extract_lane(bins, 1), isWide)
    writeBin(to + 2 * stride, i32x4.extract_lane(bins, 2), isWide)
    writeBin(to + 3 * stride, i32x4.extract_lane(bins, 3), isWide)
  }
  for (; row < rows; row++, to += stride) {
    const bins = binFour(search, v128.load32_splat(values + (<usize>row << 2)))
    writeBin(to, i32x4.extract_lane(bins, 0), isWide)
  }
}

@inline
function writeBin(to: usize, bin: i32, isWide: bool): void {
  if (isWide) store<u16>(to, <u16>bin)
  else store<u8>(to, <u8>bin)
}

@inline
function binFour(search: usize, values: v128): v128 {
  const cuts: usize = load<u32>(search, SEARCH_CUTS)
  const a = f32x4.extract_lane(values, 0)
  const b = f32x4.extract_lane(values, 1)
  const c = f32x4.extract_lane(values, 2)
  const d = f32x4.extract_lane(values, 3)
  let atA = cuts
  let atB = cuts
  let atC = cuts
  let atD = cuts
  for (let step: usize = <usize>load<u32>(search, SEARCH_HALF) << 2; step >= 4; step >>= 1) {
    const probe = step - 4
    atA = select(atA + step, atA, load<f32>(atA + probe) <= a)
    atB = select(atB + step, atB, load<f32>(atB + probe) <= b)
    atC = select(atC + step, atC, load<f32>(atC + probe) <= c)
    atD = select(atD + step, atD, load<f32>(atD + probe) <= d)
  }
  const found = i32x4.shr_u(i32x4.sub(i32x4(<i32>atA, <i32>atB, <i32>atC, <i32>atD), i32x4.splat(<i32>cuts)), 2)
  const bins = i32x4.min_u(found, i32x4.splat(load<i32>(search, SEARCH_LAST)))
  const missing = i32x4.splat(load<i32>(search, SEARCH_MISSING))
  return v128.bitselect(bins, missing, f32x4.eq(values, values))
}
