import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openKit } from '../../../../src/adapters/tensorflow/open-kit.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Tensor } from '../../../../src/models/nets/kit/tensorflow.ts'
import { clipScale, globalNorm } from '../../../../src/models/nets/training/clipping.ts'

interface Stored {
  readonly shape: readonly number[]
  readonly data: string
}

/** What PyTorch's clip_grad_norm_ makes of gradients; see test/golden/nets. */
interface Clipping {
  readonly name: string
  readonly options: { readonly max_norm: number }
  readonly norm: number
  readonly gradients: readonly Stored[]
  readonly clipped: readonly Stored[]
}

const FILE = join(import.meta.dirname, '../../../golden/nets/layers.json')
const { updates } = JSON.parse(readFileSync(FILE, 'utf8')) as { updates: Clipping[] }
const kernels = await openKit()
const { tf } = kernels
const composed: Kit = { tf, hasKernels: false }

const valuesOf = ({ data }: Stored) => new Float32Array(Uint8Array.from(Buffer.from(data, 'base64')).buffer)

/** The norm of these gradients; no tensor may be left over. */
function normOf(kit: Kit, gradients: readonly Float32Array[]): number {
  const before = tf.memory().numTensors
  const tensors = new Map<string, Tensor>(gradients.map((values, i) => [`w${i}`, tf.tensor1d(values)]))
  const norm = globalNorm(kit, tensors)
  tf.dispose([...tensors.values()])
  expect(tf.memory().numTensors).toBe(before)
  return norm
}

describe.each([
  ['kernels', kernels],
  ['plain operations', composed],
] as const)('clipping with %s', (_, kit) => {
  it.each(updates.filter(({ name }) => name === 'clip-by-global-norm'))(
    "is PyTorch's, norm $norm",
    (given) => {
      const norm = normOf(kit, given.gradients.map(valuesOf))
      expect(Math.abs(norm - given.norm)).toBeLessThanOrEqual(1e-6 * given.norm)
      const scale = clipScale(norm, given.options.max_norm)
      for (const [i, stored] of given.gradients.entries()) {
        const ours = valuesOf(stored).map((value) => scale * value)
        const off = valuesOf(given.clipped[i]!).map((value, j) => Math.abs(value - ours[j]!))
        expect(Math.max(...off)).toBeLessThan(1e-6)
      }
    },
  )

  it('tells what is not a number or infinite', () => {
    expect(normOf(kit, [Float32Array.of(1, 2, 3), Float32Array.of(0, Number.NaN)])).toBeNaN()
    expect(normOf(kit, [Float32Array.of(1, 2, 3, 4, 5), Float32Array.of(-Infinity)])).toBe(Infinity)
  })
})

describe('clipping', () => {
  it('sums every remainder', () => {
    for (const size of [1, 2, 3, 4, 5, 6, 7, 100])
      expect(normOf(kernels, [new Float32Array(size).fill(2)])).toBeCloseTo(2 * Math.sqrt(size), 5)
  })

  it('measures what float32 cannot square', () => {
    expect(normOf(kernels, [Float32Array.of(3e30, 4e30)]) / 5e30).toBeCloseTo(1, 6)
    expect(normOf(kernels, [Float32Array.of(3e-30, 4e-30)]) / 5e-30).toBeCloseTo(1, 6)
  })

  it('scales nothing without a bound, or within it', () => {
    expect(clipScale(5, undefined)).toBe(1)
    expect(clipScale(5, 6)).toBe(1)
    expect(clipScale(0, 1)).toBe(1)
    expect(clipScale(5, 1)).toBeCloseTo(0.2, 6)
    expect(clipScale(1e-6, 1e-7)).toBeCloseTo(0.05, 12) // 1e-6 is added to the norm, as PyTorch does
  })
})
