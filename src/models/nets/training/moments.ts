import type { Kit } from '../kit/kit.ts'
import type { Variable } from '../kit/tensorflow.ts'
import type { WeightValues } from '../weights.ts'

/** A variable of zeros, not trained, for each weight. */
export function zerosLike({ tf }: Kit, weights: ReadonlyMap<string, Variable>): Map<string, Variable> {
  const zeros = ({ shape }: Variable) => tf.tidy(() => tf.variable(tf.zeros(shape), false))
  return new Map(Array.from(weights, ([name, weight]) => [name, zeros(weight)]))
}

/** The numbers of variables, copied. */
export function copyOf(variables: ReadonlyMap<string, Variable>): Map<string, WeightValues> {
  const copy = (v: Variable) => ({ shape: v.shape, values: Float32Array.from(v.dataSync()) })
  return new Map(Array.from(variables, ([name, variable]) => [name, copy(variable)]))
}

/** Gives variables the numbers of a copy. */
export function putBack(
  { tf }: Kit,
  variables: ReadonlyMap<string, Variable>,
  copies: ReadonlyMap<string, WeightValues>,
): void {
  for (const [name, variable] of variables)
    tf.tidy(() => variable.assign(tf.tensor(copies.get(name)!.values.slice(), variable.shape)))
}
