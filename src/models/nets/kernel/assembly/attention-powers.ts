import { dots } from './attention-products'
import { addPrevious, raise, takeScores } from './attention-scores'
import { expTableAt, factorsAt, matrixRow, powersAt, scaleAt } from './attention-space'

/** Powers of e of the scores of one head, and what makes each row of them a softmax. Scores are taken if known. */
export function makePowers(
  query: usize,
  qkvRow: usize,
  width: usize,
  previous: usize,
  known: usize,
  scores: usize,
  tokens: i32,
  depth: i32,
  space: usize,
): void {
  const scale = load<f32>(scaleAt(space, tokens, depth))
  const table = expTableAt(space, tokens, depth)
  const row = matrixRow(tokens)
  const line = <usize>tokens << 2
  let powers = powersAt(space)
  let factors = factorsAt(space, tokens, depth)
  if (!known) dots(query, qkvRow, query + width, qkvRow, tokens, depth, powers, space)
  for (let i = 0; i < tokens; i++) {
    const largest = known
      ? takeScores(powers, known, tokens)
      : addPrevious(powers, previous, scores, tokens, scale)
    store<f32>(factors, raise(powers, tokens, largest, table))
    powers += row
    factors += 4
    if (known) known += line
    if (previous) previous += line
    if (scores) scores += line
  }
}
