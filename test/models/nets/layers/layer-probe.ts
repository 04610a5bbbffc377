import { expect } from 'vitest'
import { openKit } from '../../../../src/adapters/tensorflow/open-kit.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Tensor } from '../../../../src/models/nets/kit/tensorflow.ts'

/** Numbers of a tensor. */
export interface Values {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

export type Named = Readonly<Record<string, Values>>

/** A layer as a function of named tensors. */
export type Layer = (kit: Kit, inputs: Readonly<Record<string, Tensor>>) => Tensor

export interface Probe {
  readonly output: Values
  /** Of Σ upstream · output, by input. */
  readonly gradients: Named
}

/** The WASM backend with our kernels, and the same without. */
export async function bothKits(): Promise<{ kernels: Kit; composed: Kit }> {
  const kernels = await openKit()
  return { kernels, composed: { tf: kernels.tf, hasKernels: false } }
}

/** Runs a layer there and back; no tensor may be left over. */
export function probe(kit: Kit, layer: Layer, inputs: Named, upstream?: Float32Array): Probe {
  const { tf } = kit
  const before = tf.memory().numTensors
  const names = Object.keys(inputs)
  const apply = (...given: Tensor[]) =>
    layer(kit, Object.fromEntries(names.map((name, i) => [name, given[i]!])))
  let result: Probe | undefined
  tf.tidy(() => {
    const tensors = names.map((name) => tensorOf(kit, inputs[name]!))
    const output = apply(...tensors)
    const dy = tf.tensor(upstream ?? upstreamOf(output.size), output.shape)
    const gradients = tf.grads(apply)(tensors, dy)
    const named = names.map((name, i) => [name, valuesOf(gradients[i]!)])
    result = { output: valuesOf(output), gradients: Object.fromEntries(named) as Named }
  })
  expect(tf.memory().numTensors).toBe(before)
  return result!
}

/** Something that differs from element to element. */
export function upstreamOf(size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => Math.cos(1.7 * i) + 0.3)
}

/** Numbers that look normal and are the same every time. */
export function normalValues(shape: readonly number[], seed = 1): Values {
  const size = shape.reduce((product, length) => product * length, 1)
  const uniform = (i: number) => {
    const wave = Math.sin(i * 12.9898 + seed * 78.233) * 43758.5453
    return wave - Math.floor(wave)
  }
  const normal = (i: number) =>
    Math.sqrt(-2 * Math.log(1 - uniform(2 * i))) * Math.cos(2 * Math.PI * uniform(2 * i + 1))
  return { shape, values: Float32Array.from({ length: size }, (_, i) => normal(i)) }
}

/** No number is further off than the tolerance, times what it should be where that is more than 1. NaN is NaN. */
export function expectNear(actual: Values, wanted: Values, tolerance: number, what = 'value'): void {
  expect(actual.shape).toEqual([...wanted.shape])
  wanted.values.forEach((value, i) => {
    const off = Math.abs(actual.values[i]! - value) / Math.max(1, Math.abs(value))
    const isSame = Object.is(actual.values[i], value) || off <= tolerance
    if (!isSame) expect.fail(`${what} ${i}: ${actual.values[i]} is not within ${tolerance} of ${value}`)
  })
}

/** Kernel and composition say the same, there and back. */
export function expectSame(actual: Probe, wanted: Probe, tolerance: number): void {
  expectNear(actual.output, wanted.output, tolerance, 'output')
  for (const [name, gradient] of Object.entries(wanted.gradients))
    expectNear(actual.gradients[name]!, gradient, tolerance, `gradient of ${name}`)
}

/** Gradients agree with central differences of the layer itself. */
export function expectNumericGradients(kit: Kit, layer: Layer, inputs: Named, tolerance = 2e-3): void {
  const { gradients } = probe(kit, layer, inputs)
  for (const name of Object.keys(inputs))
    expectNear(gradients[name]!, differences(kit, layer, inputs, name), tolerance, `gradient of ${name}`)
}

function differences(kit: Kit, layer: Layer, inputs: Named, name: string, step = 2 ** -7): Values {
  const { shape, values } = inputs[name]!
  const moved = (i: number, by: number) => {
    const copy = values.slice()
    copy[i]! += by
    return weighted(kit, layer, { ...inputs, [name]: { shape, values: copy } })
  }
  return { shape, values: values.map((_, i) => (moved(i, step) - moved(i, -step)) / (2 * step)) }
}

/** Σ upstream · output, in float64. */
function weighted(kit: Kit, layer: Layer, inputs: Named): number {
  const { tf } = kit
  const output = tf.tidy(() => {
    const tensors = Object.entries(inputs).map(([name, values]) => [name, tensorOf(kit, values)])
    return layer(kit, Object.fromEntries(tensors)).dataSync() as Float32Array
  })
  const upstream = upstreamOf(output.length)
  return output.reduce((sum, value, i) => sum + value * upstream[i]!, 0)
}

function tensorOf({ tf }: Kit, { shape, values }: Values): Tensor {
  return tf.tensor(values.slice(), [...shape])
}

function valuesOf(tensor: Tensor): Values {
  return { shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) }
}
