import type { Kit } from '../kit/kit.ts'
import type { Variable } from '../kit/tensorflow.ts'

/** A variable of zeros, not trained, for each weight. */
export function zerosLike({ tf }: Kit, weights: ReadonlyMap<string, Variable>): Map<string, Variable> {
  const zeros = ({ shape }: Variable) => tf.tidy(() => tf.variable(tf.zeros(shape), false))
  return new Map(Array.from(weights, ([name, weight]) => [name, zeros(weight)]))
}
