import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tensor, Tensor2D, Tensor3D } from '../../../../src/models/nets/kit/tensorflow.ts'
import { type AttentionShape, attention } from '../../../../src/models/nets/layers/attention.ts'
import {
  bothKits,
  expectNumericGradients,
  expectSame,
  type Layer,
  normalValues,
  probe,
} from './layer-probe.ts'

const { kernels, composed } = await bothKits()

const shapes = fc.record({
  series: fc.integer({ min: 1, max: 3 }),
  heads: fc.integer({ min: 1, max: 3 }),
  tokens: fc.integer({ min: 1, max: 20 }),
  depth: fc.integer({ min: 1, max: 17 }),
})

interface Sizes {
  readonly series: number
  readonly heads: number
  readonly tokens: number
  readonly depth: number
}

function inputsOf({ series, heads, tokens, depth }: Sizes) {
  const rows = series * tokens
  const triple = 3 * heads * depth
  return {
    first: normalValues([rows, triple], 1),
    second: normalValues([rows, triple], 2),
    third: normalValues([rows, triple], 3),
  }
}

/** Everything that layers do with each other: outputs of all, scores handed on. */
const threeLayers =
  (shape: AttentionShape): Layer =>
  (kit, { first, second, third }) => {
    const one = attention(kit, first as Tensor2D, shape)
    const two = attention(kit, second as Tensor2D, shape, one.scores)
    const last = attention(kit, third as Tensor2D, { ...shape, isLast: true }, two.scores)
    return kit.tf.addN([one.output, two.output, last.output] as Tensor[])
  }

/** One layer whose scores count too. */
const withScores =
  (shape: AttentionShape): Layer =>
  (kit, { qkv, previous }) => {
    const { output, scores } = attention(kit, qkv as Tensor2D, shape, previous as Tensor3D)
    return kit.tf.concat([output.flatten(), scores!.flatten()])
  }

describe('attention', () => {
  it('is the composed layer for all shapes, over three layers, there and back', () => {
    fc.assert(
      fc.property(shapes, (sizes) => {
        const layer = threeLayers(sizes)
        const inputs = inputsOf(sizes)
        expectSame(probe(kernels, layer, inputs), probe(composed, layer, inputs), 1e-5)
      }),
      { numRuns: 60, seed: 7 },
    )
  })

  it.each([
    { series: 2, heads: 4, tokens: 42, depth: 4 },
    { series: 1, heads: 16, tokens: 42, depth: 8 },
    { series: 1, heads: 8, tokens: 64, depth: 16 },
  ])('is the composed layer for $heads heads of $tokens × $depth', (sizes) => {
    const layer = threeLayers(sizes)
    const inputs = inputsOf(sizes)
    expectSame(probe(kernels, layer, inputs), probe(composed, layer, inputs), 2e-5)
  })

  it('has the gradients of numeric differences, of scores too', () => {
    const sizes = { series: 2, heads: 2, tokens: 5, depth: 3 }
    const inputs = { qkv: inputsOf(sizes).first, previous: normalValues([4, 5, 5], 4) }
    expectNumericGradients(kernels, withScores(sizes), inputs)
  })

  it('spreads ties evenly', () => {
    const { tf } = kernels
    const values = tf.tidy(() => {
      const qkv = tf.concat([tf.zeros([6, 8]), tf.reshape(tf.range(0, 24), [6, 4])], 1) as Tensor2D
      return attention(kernels, qkv, { tokens: 3, heads: 1 }).output.arraySync()
    })
    expect(values).toEqual(
      [4, 4, 4, 16, 16, 16].map((mean) => [0, 1, 2, 3].map((c) => expect.closeTo(mean + c, 5))),
    )
  })

  it('has a softmax within 4e-7 of its definition for the same differences', () => {
    const tokens = 37
    const { tf } = kernels
    const scores = normalValues([1, tokens, tokens], 5).values.map((value) => value * 12)
    const weights = tf.tidy(() => {
      const values = tf.concat([tf.zeros([tokens, 2 * tokens]), tf.eye(tokens)], 1) as Tensor2D
      const previous = tf.tensor3d(scores, [1, tokens, tokens])
      return attention(kernels, values, { tokens, heads: 1 }, previous).output.dataSync()
    })
    for (let row = 0; row < tokens; row++) {
      const line = [...scores.subarray(row * tokens, (row + 1) * tokens)]
      const powers = line.map((score) => Math.exp(Math.fround(score - Math.max(...line))))
      const sum = powers.reduce((total, power) => total + power)
      powers.forEach((power, i) => {
        const [ours, exact] = [weights[row * tokens + i]!, power / sum]
        expect(Math.abs(ours - exact)).toBeLessThanOrEqual(4e-7 * exact + 1e-26)
      })
    }
  })

  it('survives scores that are far apart', () => {
    const sizes = { series: 1, heads: 1, tokens: 7, depth: 4 }
    const { first } = inputsOf(sizes)
    const far = { shape: first.shape, values: first.values.map((value) => value * 100) }
    const layer: Layer = (kit, { qkv }) => attention(kit, qkv as Tensor2D, sizes).output
    expectSame(probe(kernels, layer, { qkv: far }), probe(composed, layer, { qkv: far }), 1e-4)
  })

  it('keeps NaN to its series', () => {
    const sizes = { series: 3, heads: 2, tokens: 5, depth: 3 }
    const { first } = inputsOf(sizes)
    first.values[(5 + 2) * 18 + 1] = Number.NaN
    const layer: Layer = (kit, { qkv }) => attention(kit, qkv as Tensor2D, sizes).output
    const { output, gradients } = probe(kernels, layer, { qkv: first })
    const rowsWithNaN = ({ values }: { values: Float32Array }, width: number) =>
      new Set(Array.from(values, (value, i) => (Number.isNaN(value) ? Math.floor(i / width / 5) : -1)))
    expect(rowsWithNaN(output, 6)).toEqual(new Set([-1, 1]))
    expect(rowsWithNaN(gradients.qkv!, 18)).toEqual(new Set([-1, 1]))
  })

  it('gives the same bits each time', () => {
    const sizes = { series: 2, heads: 2, tokens: 9, depth: 5 }
    const run = () => probe(kernels, threeLayers(sizes), inputsOf(sizes))
    expect(run()).toEqual(run())
  })

  it('refuses what is no whole number of heads and tokens', () => {
    const { tf } = kernels
    tf.tidy(() => {
      const run = (shape: [number, number], previous?: Tensor3D) =>
        attention(kernels, tf.zeros(shape), { tokens: 4, heads: 2 }, previous)
      expect(() => run([8, 13])).toThrow('attention: [8,13] is not of 4 tokens and 2 heads')
      expect(() => run([9, 12])).toThrow('attention: [9,12] is not of 4 tokens and 2 heads')
      expect(() => run([0, 12])).toThrow('attention: [0,12] is not of 4 tokens and 2 heads')
      expect(() => run([8, 12], tf.zeros([2, 4, 4]))).toThrow(
        expect.objectContaining({
          name: 'QtError',
          message: 'attention: previous scores are [2,4,4], not [4,4,4]',
        }),
      )
    })
  })
})
