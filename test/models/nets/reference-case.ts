import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { expect } from 'vitest'
import { createKit } from '../../../src/models/nets/kit/create-kit.ts'
import type { Kit } from '../../../src/models/nets/kit/kit.ts'
import type { Tensor } from '../../../src/models/nets/kit/tensorflow.ts'
import type { Mode, Net } from '../../../src/models/nets/net.ts'
import { createOptimiser } from '../../../src/models/nets/training/adam.ts'
import { loadWeights, type WeightValues, weightsOf } from '../../../src/models/nets/weights.ts'

const GOLDEN = join(import.meta.dirname, '../../golden/nets')

interface StoredTensor {
  readonly shape: readonly number[]
  readonly data: string
}

type Stored = Readonly<Record<string, StoredTensor>>

/** What PyTorch said of one small net; see test/golden/nets. */
export interface ReferenceCase {
  readonly config: Readonly<Record<string, never>>
  readonly state_dict: Stored
  readonly inputs: Stored
  readonly target: StoredTensor
  readonly loss: {
    readonly name: string
    readonly options: { readonly delta: number; readonly quantiles: number[] }
  }
  readonly eval: { readonly output: StoredTensor }
  readonly train: { readonly output: StoredTensor; readonly loss: number; readonly gradients: Stored }
  readonly adam: {
    readonly lr: number
    readonly betas: readonly [number, number]
    readonly eps: number
    readonly losses: readonly number[]
    readonly after: Readonly<Record<string, Stored>>
  }
  readonly no_effect: readonly string[]
  readonly weak: Readonly<Record<string, readonly number[]>>
}

/** How a net is run on a case, and how the reference's weights become ours. */
export interface Subject {
  readonly net: Net
  readonly toOurs: (reference: ReadonlyMap<string, WeightValues>) => ReadonlyMap<string, WeightValues>
  /** The forecast, laid out and in the units of the reference's. */
  readonly forecast: (mode: Mode) => Tensor
}

export const BACKENDS = ['cpu', 'wasm'] as const

export async function kitOn(backend: (typeof BACKENDS)[number]): Promise<Kit> {
  await tf.setBackend(backend)
  await tf.ready()
  return createKit(tf)
}

export function referenceCase(name: string): ReferenceCase {
  return JSON.parse(readFileSync(join(GOLDEN, `${name}.json`), 'utf8')) as ReferenceCase
}

export function valuesOf({ data }: StoredTensor): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(data, 'base64')).buffer)
}

export function tensorOf<T extends Tensor>(stored: StoredTensor): T {
  return tf.tensor(valuesOf(stored), [...stored.shape]) as T
}

export function weightsFrom(stored: Stored): Map<string, WeightValues> {
  return new Map(
    Object.entries(stored).map(([name, tensor]) => [name, { shape: tensor.shape, values: valuesOf(tensor) }]),
  )
}

/** Outputs in both modes, the gradient of every weight, and the weights after one and three steps of Adam. */
export function checkAgainstReference(
  kit: Kit,
  given: ReferenceCase,
  { net, toOurs, forecast }: Subject,
): void {
  loadWeights(kit, net, toOurs(weightsFrom(given.state_dict)))
  const said = (mode: Mode) => tf.tidy(() => forecast(mode).dataSync() as Float32Array)
  expectNear('forecast', said({ training: false }), valuesOf(given.eval.output), 1e-5)
  const optimiser = createOptimiser(kit, net.weights.trained, {
    kind: 'adam',
    beta1: given.adam.betas[0],
    beta2: given.adam.betas[1],
    epsilon: given.adam.eps,
    weightDecay: 0,
  })
  for (let step = 1; step <= 3; step++) {
    const { loss, gradients } = lossAndGradients(net, given, forecast)
    expect(loss).toBeCloseTo(given.adam.losses[step - 1]!, 5)
    if (step === 1) checkGradients(gradients, toOurs(weightsFrom(given.train.gradients)))
    optimiser.step(gradients, { learningRate: given.adam.lr })
    tf.dispose([...gradients.values()])
    const after = given.adam.after[step]
    if (after) checkWeights(net, given, toOurs, after, step)
  }
  optimiser.dispose()
}

/** Drawn by nobody: the cases have no dropout. */
const TRAINING: Mode = {
  training: true,
  nextKey: () => {
    throw new Error('a case without dropout asked for a mask')
  },
}

function lossAndGradients(net: Net, given: ReferenceCase, forecast: Subject['forecast']) {
  const names = [...net.weights.trained.keys()]
  const { value, grads } = tf.tidy(() =>
    tf
      .engine()
      .gradients(() => lossOf(given, forecast(TRAINING)), [...net.weights.trained.values()], undefined, true),
  )
  return { loss: value.dataSync()[0]!, gradients: new Map(names.map((name, i) => [name, grads[i]!])) }
}

function lossOf({ loss, target }: ReferenceCase, forecast: Tensor): tf.Scalar {
  const truth = tensorOf(target)
  if (loss.name === 'mqloss') return multiQuantileLoss(forecast, truth, loss.options.quantiles)
  const error = tf.sub(truth, tf.reshape(forecast, truth.shape))
  if (loss.name === 'mse') return tf.mean(tf.square(error))
  if (loss.name === 'mae') return tf.mean(tf.abs(error))
  const inner = tf.minimum(tf.abs(error), loss.options.delta)
  return tf.mean(tf.mul(inner, tf.sub(tf.abs(error), tf.div(inner, 2))))
}

/** neuralforecast's: the sum over the quantiles of mean pinball losses. */
function multiQuantileLoss(forecast: Tensor, truth: Tensor, quantiles: number[]): tf.Scalar {
  const error = tf.sub(tf.reshape(truth, [-1, 1]), tf.reshape(forecast, [-1, quantiles.length]))
  const below = tf.tensor1d(quantiles.map((level) => level - 1))
  const pinball = tf.maximum(tf.mul(error, tf.tensor1d(quantiles)), tf.mul(error, below))
  return tf.mul(tf.mean(pinball), quantiles.length)
}

function checkGradients(
  gradients: ReadonlyMap<string, Tensor>,
  expected: ReadonlyMap<string, WeightValues>,
): void {
  expect([...gradients.keys()].sort()).toEqual([...expected.keys()].sort())
  for (const [name, { values }] of expected)
    expectNear(`gradient of ${name}`, gradients.get(name)!.dataSync() as Float32Array, values, 1e-5)
}

function checkWeights(
  net: Net,
  given: ReferenceCase,
  toOurs: Subject['toOurs'],
  after: Stored,
  step: number,
): void {
  const ours = weightsOf(net)
  const counted = toOurs(comparable(given))
  for (const [name, { values }] of toOurs(weightsFrom(after))) {
    const own = ours.get(name)!.values
    const isCounted = counted.get(name)!.values
    // running means follow biases without effect, which nobody determines
    const tolerance = step > 1 && name.endsWith('running_mean') ? 2e-3 : 1e-5
    const keep = (_: number, i: number) => isCounted[i] === 1
    expectNear(`${name} after step ${step}`, own.filter(keep), values.filter(keep), tolerance)
  }
}

/** 1 where a weight of the reference is determined by its gradient, 0 where that is rounding noise. */
function comparable({ state_dict, no_effect, weak }: ReferenceCase): Map<string, WeightValues> {
  const marks = weightsFrom(state_dict)
  for (const [name, { values }] of marks) {
    values.fill(no_effect.includes(name) ? 0 : 1)
    for (const index of weak[name] ?? []) values[index] = 0
  }
  return marks
}

/** Equal to `tolerance`, absolute for numbers up to 1 and relative beyond. */
function expectNear(what: string, own: Float32Array, expected: Float32Array, tolerance: number): void {
  expect(own.length, what).toBe(expected.length)
  const worst = own.reduce((most, value, i) => {
    const distance = Math.abs(value - expected[i]!) / Math.max(1, Math.abs(expected[i]!))
    return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : Math.max(most, distance)
  }, 0)
  expect(worst, what).toBeLessThanOrEqual(tolerance)
}
