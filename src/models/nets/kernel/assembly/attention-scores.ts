// One row of scores: products become scores, scores become powers of e, and these the gradient of the scores.
// Rows lie in work space, padded to a multiple of four; rows of tensors are as long as there are tokens.

import { expRow } from './exp'
import { maxOf, sumOf } from './lanes'
import { fma } from './tile'

/** row = row · scale + previous, kept in `scores` too. @returns the largest */
export function addPrevious(row: usize, previous: usize, scores: usize, tokens: i32, scale: f32): f32 {
  const whole = <usize>(tokens & ~3) << 2
  const end = <usize>tokens << 2
  const scale4 = f32x4.splat(scale)
  let most = f32x4.splat(-f32.MAX_VALUE)
  let at: usize = 0
  for (; at < whole; at += 16) {
    const before = previous ? v128.load(previous + at) : f32x4.splat(0)
    const score = fma(v128.load(row + at), scale4, before)
    most = f32x4.pmax(most, score)
    v128.store(row + at, score)
    if (scores) v128.store(scores + at, score)
  }
  let largest = maxOf(most)
  for (; at < end; at += 4) {
    const before: f32 = previous ? load<f32>(previous + at) : 0
    const score = fmaOne(load<f32>(row + at), scale, before)
    largest = max(largest, score)
    store<f32>(row + at, score)
    if (scores) store<f32>(scores + at, score)
  }
  return largest
}

@inline
function fmaOne(a: f32, b: f32, sum: f32): f32 {
  return f32x4.extract_lane(fma(f32x4.splat(a), f32x4.splat(b), f32x4.splat(sum)), 0)
}

/** row = scores. @returns the largest */
export function takeScores(row: usize, scores: usize, tokens: i32): f32 {
  const whole = <usize>(tokens & ~3) << 2
  const end = <usize>tokens << 2
  let most = f32x4.splat(-f32.MAX_VALUE)
  let at: usize = 0
  for (; at < whole; at += 16) {
    const score = v128.load(scores + at)
    most = f32x4.pmax(most, score)
    v128.store(row + at, score)
  }
  let largest = maxOf(most)
  for (; at < end; at += 4) {
    const score = load<f32>(scores + at)
    largest = max(largest, score)
    store<f32>(row + at, score)
  }
  return largest
}

/** row = e^(row − largest). @returns 1 / their sum: what makes them a softmax */
export function raise(row: usize, tokens: i32, largest: f32, expTable: usize): f32 {
  const end = row + (<usize>tokens << 2)
  const paddedEnd = row + (((<usize>tokens + 3) & ~3) << 2)
  for (let at = end; at < paddedEnd; at += 4) store<f32>(at, -f32.MAX_VALUE)
  return <f32>1 / sumOf(expRow(row, paddedEnd, largest, expTable))
}

/**
 * Gradient of a row of scores: with the powers E, 1 / their sum f, and G = f · (gradient of the softmax),
 *   gradient = E ∘ (G − f · Σ E ∘ G) + what the next layer adds,
 * left in `row` in place of G, and in `kept` too.
 */
export function lower(row: usize, powers: usize, factor: f32, more: usize, kept: usize, tokens: i32): void {
  const whole = <usize>(tokens & ~3) << 2
  const end = <usize>tokens << 2
  let sum = f32x4.splat(0)
  let at: usize = 0
  for (; at < whole; at += 16) sum = fma(v128.load(row + at), v128.load(powers + at), sum)
  let total = sumOf(sum)
  for (; at < end; at += 4) total += load<f32>(row + at) * load<f32>(powers + at)
  const mean = total * factor
  const mean4 = f32x4.splat(mean)
  for (at = 0; at < whole; at += 16) {
    const after = more ? v128.load(more + at) : f32x4.splat(0)
    const gradient = fma(v128.load(powers + at), f32x4.sub(v128.load(row + at), mean4), after)
    v128.store(row + at, gradient)
    if (kept) v128.store(kept + at, gradient)
  }
  for (; at < end; at += 4) {
    const after: f32 = more ? load<f32>(more + at) : 0
    const gradient = fmaOne(load<f32>(powers + at), load<f32>(row + at) - mean, after)
    store<f32>(row + at, gradient)
    if (kept) store<f32>(kept + at, gradient)
  }
}
