import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { interpolationMatrix, knotsOf } from '../../../../src/models/nets/nhits/interpolation.ts'
import { valuesOf } from '../reference-case.ts'

interface LayerCase {
  readonly name: string
  readonly options: { readonly mode: 'linear' | 'nearest' }
  readonly inputs: { readonly x: { shape: [number, number]; data: string } }
  readonly outputs: { readonly y: { shape: [number, number]; data: string } }
}

const FILE = join(import.meta.dirname, '../../../golden/nets/layers.json')
const { layers } = JSON.parse(readFileSync(FILE, 'utf8')) as { layers: LayerCase[] }
const CASES = layers.filter(({ name }) => name === 'interpolate')

function interpolate(x: Float32Array, knots: number, steps: number, mode: 'linear' | 'nearest'): number[] {
  const matrix = interpolationMatrix(knots, steps, mode)
  const rows = x.length / knots
  return Array.from({ length: rows * steps }, (_, i) => {
    const [row, step] = [Math.floor(i / steps), i % steps]
    let sum = 0
    for (let knot = 0; knot < knots; knot++) sum += x[row * knots + knot]! * matrix[knot * steps + step]!
    return sum
  })
}

describe('interpolation as PyTorch does it', () => {
  test.each(
    CASES.map(
      (given) => [given.options.mode, given.inputs.x.shape[1], given.outputs.y.shape[1], given] as const,
    ),
  )('%s from %d to %d', (mode, knots, steps, { inputs, outputs }) => {
    const expected = valuesOf(outputs.y)
    interpolate(valuesOf(inputs.x), knots, steps, mode).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 5)
    })
  })

  test('there are cases of both', () => {
    expect(new Set(CASES.map(({ options }) => options.mode))).toEqual(new Set(['linear', 'nearest']))
  })
})

test('a constant stays a constant', () => {
  for (const mode of ['linear', 'nearest'] as const) {
    const values = interpolate(new Float32Array(5).fill(3), 5, 17, mode)
    for (const value of values) expect(value).toBeCloseTo(3, 6)
  }
})

test.each([
  [96, 24, 4],
  [96, 1, 96],
  [24, 168, 1],
  [22, 5, 4],
])('%d steps, one knot for %d: %d knots', (horizon, frequency, knots) => {
  expect(knotsOf(horizon, frequency)).toBe(knots)
})
