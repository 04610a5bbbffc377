import { makePowers } from './attention-powers'
import { dots, mix } from './attention-products'
import { lower } from './attention-scores'
import {
  factorsAt,
  gradientsAt,
  matrixRow,
  oneAt,
  powersAt,
  prepareSpace,
  scaleAt,
  scaledAt,
} from './attention-space'

/**
 * Gradients of `attention`.
 *
 * @param scores what went into the softmax, or 0: then it is computed again, from `previous`
 * @param dOutput [series · tokens, heads · depth]
 * @param dScores [series · heads, tokens, tokens], or 0 when nobody used them
 * @param dQkv shaped as `qkv`
 * @param dPrevious shaped as `previous`, or 0 when nobody asks
 */
export function attentionGradient(
  qkv: usize,
  previous: usize,
  scores: usize,
  dOutput: usize,
  dScores: usize,
  series: i32,
  tokens: i32,
  heads: i32,
  depth: i32,
  dQkv: usize,
  dPrevious: usize,
  space: usize,
): void {
  const headBytes = <usize>depth << 2
  const outRow = <usize>heads * headBytes
  const qkvRow = outRow * 3
  const row = matrixRow(tokens)
  const matrix = <usize>(tokens * tokens) << 2
  const powers = powersAt(space)
  const gradients = gradientsAt(space, tokens)
  const scaled = scaledAt(space, tokens, depth)
  const factors = factorsAt(space, tokens, depth)
  const scale = scaleAt(space, tokens, depth)
  const one = oneAt(space, tokens, depth)
  prepareSpace(space, tokens, depth)
  for (let s = 0; s < series; s++) {
    for (let h = 0; h < heads; h++) {
      const query = qkv + <usize>h * headBytes
      const dQuery = dQkv + <usize>h * headBytes
      const key = query + outRow
      const value = key + outRow
      makePowers(query, qkvRow, outRow, previous, scores, 0, tokens, depth, space)
      scaleRows(dOutput + <usize>h * headBytes, outRow, factors, tokens, depth, scaled)
      dots(scaled, headBytes, value, qkvRow, tokens, depth, gradients, space)
      lowerAll(gradients, powers, factors, dScores, dPrevious, tokens)
      mix(gradients, row, 4, key, qkvRow, tokens, depth, scale, 0, dQuery, qkvRow, space)
      mix(gradients, 4, row, query, qkvRow, tokens, depth, scale, 0, dQuery + outRow, qkvRow, space)
      mix(powers, 4, row, scaled, headBytes, tokens, depth, one, 0, dQuery + 2 * outRow, qkvRow, space)
      if (previous) previous += matrix
      if (scores) scores += matrix
      if (dScores) dScores += matrix
      if (dPrevious) dPrevious += matrix
    }
    qkv += <usize>tokens * qkvRow
    dQkv += <usize>tokens * qkvRow
    dOutput += <usize>tokens * outRow
  }
}

/** The gradient of the output, each row multiplied by what makes its powers a softmax. */
function scaleRows(dOutput: usize, row: usize, factors: usize, tokens: i32, depth: i32, scaled: usize): void {
  const whole = <usize>(depth & ~3) << 2
  const end = <usize>depth << 2
  for (let i = 0; i < tokens; i++, factors += 4, dOutput += row, scaled += end) {
    const factor = load<f32>(factors)
    let at: usize = 0
    for (; at < whole; at += 16) v128.store(scaled + at, f32x4.mul(v128.load(dOutput + at), f32x4.splat(factor)))
    for (; at < end; at += 4) store<f32>(scaled + at, load<f32>(dOutput + at) * factor)
  }
}

/** Gradients of all rows of scores of one head. */
function lowerAll(gradients: usize, powers: usize, factors: usize, more: usize, kept: usize, tokens: i32): void {
  const row = matrixRow(tokens)
  const line = <usize>tokens << 2
  for (let i = 0; i < tokens; i++) {
    lower(gradients, powers, load<f32>(factors), more, kept, tokens)
    gradients += row
    powers += row
    factors += 4
    if (more) more += line
    if (kept) kept += line
  }
}
