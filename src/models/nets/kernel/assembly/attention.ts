// Multi-head attention with residual scores, for each series and head by itself: everything between its queries,
// keys and values and its output stays in the first cache.

import { makePowers } from './attention-powers'
import { mix } from './attention-products'
import { factorsAt, matrixRow, powersAt, prepareSpace } from './attention-space'

/**
 * output = softmax(Q · Kᵀ / √depth + previous) · V
 *
 * @param qkv [series · tokens, 3 · heads · depth]
 * @param previous [series · heads, tokens, tokens], or 0 for none
 * @param output [series · tokens, heads · depth]
 * @param scores what goes into the softmax, shaped as `previous`, or 0 when nobody asks
 */
export function attention(
  qkv: usize,
  previous: usize,
  series: i32,
  tokens: i32,
  heads: i32,
  depth: i32,
  output: usize,
  scores: usize,
  space: usize,
): void {
  const headBytes = <usize>depth << 2
  const outRow = <usize>heads * headBytes
  const qkvRow = outRow * 3
  const matrix = <usize>(tokens * tokens) << 2
  const powers = powersAt(space)
  const factors = factorsAt(space, tokens, depth)
  prepareSpace(space, tokens, depth)
  for (let s = 0; s < series; s++) {
    for (let h = 0; h < heads; h++) {
      const query = qkv + <usize>h * headBytes
      makePowers(query, qkvRow, outRow, previous, 0, scores, tokens, depth, space)
      const to = output + <usize>h * headBytes
      mix(powers, matrixRow(tokens), 4, query + 2 * outRow, qkvRow, tokens, depth, factors, 4, to, outRow, space)
      if (previous) previous += matrix
      if (scores) scores += matrix
    }
    qkv += <usize>tokens * qkvRow
    output += <usize>tokens * outRow
  }
}
