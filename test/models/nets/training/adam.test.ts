import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openKit } from '../../../../src/adapters/tensorflow/open-kit.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Tensor, Variable } from '../../../../src/models/nets/kit/tensorflow.ts'
import { createOptimiser } from '../../../../src/models/nets/training/adam.ts'
import { ADAM } from '../../../../src/models/nets/training/recipe-for.ts'

interface Stored {
  readonly shape: readonly number[]
  readonly data: string
}

/** Ten steps as PyTorch takes them; see test/golden/nets. */
interface Update {
  readonly name: string
  readonly options: {
    readonly lr: number
    readonly betas: readonly [number, number]
    readonly eps: number
    readonly weight_decay?: number
  }
  readonly before: readonly Stored[]
  readonly gradients: readonly (readonly Stored[])[]
  readonly after: readonly (readonly Stored[])[]
}

const FILE = join(import.meta.dirname, '../../../golden/nets/layers.json')
const { updates } = JSON.parse(readFileSync(FILE, 'utf8')) as { updates: Update[] }
const kernels = await openKit()
const composed: Kit = { tf: kernels.tf, hasKernels: false }
const KITS = [
  ['kernels', kernels],
  ['plain operations', composed],
] as const
const { tf } = kernels

const valuesOf = ({ data }: Stored) => new Float32Array(Uint8Array.from(Buffer.from(data, 'base64')).buffer)
const tensorOf = (stored: Stored) => tf.tensor(valuesOf(stored), [...stored.shape])
const named = <T>(list: readonly T[]) => new Map(list.map((value, i) => [`w${i}`, value]))
const numbers = (weights: ReadonlyMap<string, Tensor>) =>
  Array.from(weights.values(), (weight) => Array.from(weight.dataSync()))

function expectClose(actual: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(wanted.length)
  for (let i = 0; i < wanted.length; i++) expect(Math.abs(actual[i]! - wanted[i]!)).toBeLessThan(tolerance)
}

function weightsOf(...sizes: number[]): Map<string, Variable> {
  return named(sizes.map((size) => tf.tidy(() => tf.variable(tf.linspace(-1, 1, size)))))
}

/** Gradients of a step, other ones at each. */
function gradientsOf(weights: ReadonlyMap<string, Variable>, step: number): Map<string, Tensor> {
  const wave = (size: number) => Float32Array.from({ length: size }, (_, i) => Math.sin(i + 3 * step))
  return new Map(Array.from(weights, ([name, { size }]) => [name, tf.tensor1d(wave(size))]))
}

describe.each(KITS)('Adam with %s', (_, kit) => {
  it.each(updates.filter(({ name }) => name.startsWith('adam')))("takes PyTorch's steps: $name", (update) => {
    const { name, options, before, gradients, after } = update
    const weights = named(before.map((stored) => tf.tidy(() => tf.variable(tensorOf(stored)))))
    const optimiser = createOptimiser(kit, weights, {
      kind: name as 'adam' | 'adamw',
      beta1: options.betas[0],
      beta2: options.betas[1],
      epsilon: options.eps,
      weightDecay: options.weight_decay ?? 0,
    })
    expect(after).toHaveLength(10)
    after.forEach((wanted, step) => {
      const given = named(gradients[step]!.map(tensorOf))
      optimiser.step(given, { learningRate: options.lr })
      tf.dispose([...given.values()])
      const actual = numbers(weights)
      for (const [i, stored] of wanted.entries()) expectClose(actual[i]!, valuesOf(stored), 1e-6)
    })
    optimiser.dispose()
    tf.dispose([...weights.values()])
  })

  it('adds weight decay to the gradient, which AdamW takes from the weight', () => {
    const decayed = (kind: 'adam' | 'adamw') => {
      const weights = named([tf.tidy(() => tf.variable(tf.tensor1d([2, -4])))])
      const optimiser = createOptimiser(kit, weights, { ...ADAM, kind, weightDecay: 0.1 })
      const none = named([tf.zeros([2])])
      optimiser.step(none, { learningRate: 0.5 })
      const result = numbers(weights)[0]!
      optimiser.dispose()
      tf.dispose([...weights.values(), ...none.values()])
      return result
    }
    expectClose(decayed('adam'), [1.5, -3.5], 1e-6)
    expectClose(decayed('adamw'), [1.9, -3.8], 1e-6)
  })

  it('goes by the rate, the β₁ and the scale of each step', () => {
    const weights = weightsOf(1)
    const optimiser = createOptimiser(kit, weights, { ...ADAM, beta2: 0.5 })
    const w = -1
    let [m, v, wanted] = [0, 0, w]
    for (const [t, learningRate, beta1, scale] of [
      [1, 0.1, 0.95, 1],
      [2, 0.05, 0.9, 0.25],
      [3, 0.2, 0.85, 2],
    ] as const) {
      const g = 3 * scale
      m = m + (1 - beta1) * (g - m)
      v = 0.5 * v + 0.5 * g * g
      wanted -= ((learningRate / (1 - beta1 ** t)) * m) / (Math.sqrt(v) / Math.sqrt(1 - 0.5 ** t) + 1e-8)
      const gradients = named([tf.tensor1d([3])])
      optimiser.step(gradients, { learningRate, beta1, scale })
      tf.dispose([...gradients.values()])
    }
    expectClose(numbers(weights)[0]!, [wanted], 1e-6)
    optimiser.dispose()
    tf.dispose([...weights.values()])
  })

  it('goes on from a saved state with the same bits', () => {
    const run = (isInterrupted: boolean) => {
      const weights = weightsOf(7, 3)
      let optimiser = createOptimiser(kit, weights, ADAM)
      for (let step = 0; step < 6; step++) {
        if (isInterrupted && step === 3) {
          const state = optimiser.state()
          optimiser.dispose()
          optimiser = createOptimiser(kit, weights, ADAM)
          optimiser.restore(state)
        }
        const gradients = gradientsOf(weights, step)
        optimiser.step(gradients, { learningRate: 0.01 })
        tf.dispose([...gradients.values()])
      }
      const result = numbers(weights)
      optimiser.dispose()
      tf.dispose([...weights.values()])
      return result
    }
    expect(run(true)).toEqual(run(false))
  })

  it('leaves weights without a gradient, saved states and the number of tensors alone', () => {
    const weights = weightsOf(5, 2)
    const optimiser = createOptimiser(kit, weights, ADAM)
    const gradients = gradientsOf(weights, 1)
    optimiser.step(gradients, { learningRate: 0.1 })
    const [saved, tensors] = [optimiser.state(), tf.memory().numTensors]
    const copy = structuredClone(saved)
    const [, still] = numbers(weights)
    optimiser.step(new Map([['w0', gradients.get('w0')!]]), { learningRate: 0.1 })
    expect(numbers(weights)[1]).toEqual(still)
    expect(saved).toEqual(copy)
    expect(tf.memory().numTensors).toBe(tensors)
    optimiser.dispose()
    tf.dispose([...weights.values(), ...gradients.values()])
  })
})

describe('Adam', () => {
  it('takes the same steps with kernels and without, whatever the size', () => {
    const after = KITS.map(([, kit]) => {
      const weights = weightsOf(1, 2, 3, 4, 5, 6, 7, 130)
      const optimiser = createOptimiser(kit, weights, { ...ADAM, kind: 'adamw', weightDecay: 0.01 })
      for (let step = 0; step < 5; step++) {
        const gradients = gradientsOf(weights, step)
        optimiser.step(gradients, { learningRate: 0.01 })
        tf.dispose([...gradients.values()])
      }
      const result = numbers(weights)
      optimiser.dispose()
      tf.dispose([...weights.values()])
      return result
    })
    for (const [i, values] of after[0]!.entries()) expectClose(values, after[1]![i]!, 1e-6)
  })
})
