import { QtError } from '../../../../core/error.ts'
import type { TrainingSet } from '../../feature-matrix.ts'
import { rowsOf } from '../../feature-matrix.ts'
import type { Targets } from './objectives.ts'

/**
 * Labels and weights of a set (of the rows named), in float32.
 *
 * @throws QtError when there are none, too few or too many, or one that is not a number; or a negative weight
 */
export function targetsOf(set: TrainingSet, rows?: Uint32Array): Targets {
  const count = rowsOf(set)
  if (count === 0 || rows?.length === 0) throw new QtError('usage', 'no rows to train on')
  const odd = rows?.find((row) => row >= count)
  if (odd !== undefined) throw new QtError('usage', `row ${odd} of a data set of ${count} rows`)
  const labels = pick('label', set.labels, count, rows)
  const weights = set.weights ? pick('weight', set.weights, count, rows) : undefined
  const negative = weights?.findIndex((weight) => weight < 0) ?? -1
  if (negative >= 0) {
    throw new QtError('usage', `weight ${negative}: ${weights![negative]}`, 'allowed: numbers ≥ 0')
  }
  if (weights?.every((weight) => weight === 0)) throw new QtError('usage', 'all weights are 0')
  return { labels, weights }
}

function pick(
  name: string,
  values: ArrayLike<number>,
  count: number,
  rows: Uint32Array | undefined,
): Float32Array {
  if (values.length !== count) throw new QtError('usage', `${values.length} ${name}s for ${count} rows`)
  const picked = rows ? Float32Array.from(rows, (row) => values[row]!) : Float32Array.from(values)
  const odd = picked.findIndex((value) => !Number.isFinite(value))
  if (odd >= 0) {
    const row = rows?.[odd] ?? odd
    throw new QtError('usage', `${name} of row ${row}: ${values[row]}`, 'allowed: finite numbers')
  }
  return picked
}
