import { QtError } from '../../core/error.ts'
import type { Kit } from './kit/kit.ts'
import type { Variable } from './kit/tensorflow.ts'
import type { Net } from './net.ts'

/** A weight outside of TensorFlow.js: its numbers, row-major. */
export interface WeightValues {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** @throws QtError `usage` for a net whose weights were let go of: their memory may be another's by now */
export function checkAlive(net: Net): void {
  for (const variable of variablesOf(net).values())
    if (variable.isDisposed) throw new QtError('usage', 'the net was disposed of', 'create or open it again')
}

/** Copies of all weights of a net, trained ones first, by name. */
export function weightsOf(net: Net): Map<string, WeightValues> {
  checkAlive(net)
  return copyOf(variablesOf(net))
}

/**
 * Gives a net these weights.
 *
 * @throws QtError `data` when one is missing, unknown or of another shape; the net is then as it was
 */
export function loadWeights(kit: Kit, net: Net, weights: ReadonlyMap<string, WeightValues>): void {
  checkAlive(net)
  const variables = variablesOf(net)
  const unknown = [...weights.keys()].find((name) => !variables.has(name))
  if (unknown !== undefined) throw new QtError('data', `weight ${unknown}: the net has none of that name`)
  for (const [name, variable] of variables) checkWeight(name, variable, weights.get(name))
  putBack(kit, variables, weights)
}

/** The numbers of variables, copied. */
export function copyOf(variables: ReadonlyMap<string, Variable>): Map<string, WeightValues> {
  const copy = (v: Variable) => ({ shape: [...v.shape], values: Float32Array.from(v.dataSync()) })
  return new Map(Array.from(variables, ([name, variable]) => [name, copy(variable)]))
}

/** Gives variables the numbers of copies of the same names and shapes; the copies stay their owner's. */
export function putBack(
  { tf }: Kit,
  variables: ReadonlyMap<string, Variable>,
  copies: ReadonlyMap<string, WeightValues>,
): void {
  for (const [name, variable] of variables)
    tf.tidy(() => variable.assign(tf.tensor(Float32Array.from(copies.get(name)!.values), variable.shape)))
}

/** Lets go of the memory of a net's weights; the net must not be used any more. */
export function disposeNet(net: Net): void {
  for (const variable of variablesOf(net).values()) variable.dispose()
}

/** Numbers that the optimiser changes. */
export function trainedCount(net: Net): number {
  return [...net.weights.trained.values()].reduce((sum, variable) => sum + variable.size, 0)
}

/** All weights of a net, trained ones first. */
export function variablesOf({ weights }: Net): Map<string, Variable> {
  return new Map([...weights.trained, ...weights.kept])
}

function checkWeight(name: string, { shape, size }: Variable, given: WeightValues | undefined): void {
  if (!given) throw new QtError('data', `weight ${name}: missing`)
  const [wanted, got] = [shape.join('×'), given.shape.join('×')]
  if (wanted !== got) throw new QtError('data', `weight ${name}: shape ${wanted} expected, got ${got}`)
  if (given.values.length !== size)
    throw new QtError('data', `weight ${name}: ${size} numbers expected, got ${given.values.length}`)
}
