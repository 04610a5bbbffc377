import { expect, test } from 'vitest'
import { createKernel } from '../../../../../src/models/gbdt/kernel/kernel.ts'
import {
  type LightgbmOptions,
  resolveLightgbmParams,
} from '../../../../../src/models/gbdt/lightgbm/params.ts'
import { makeRowSampler } from '../../../../../src/models/gbdt/lightgbm/sampling/row-sampler.ts'

const ROWS = 5000

const samplerOf = (options: LightgbmOptions) =>
  makeRowSampler(createKernel(), resolveLightgbmParams(options), ROWS, 1)

/** Gradients that grow with the row; hessians 1. */
const pairsOf = () => Float32Array.from({ length: 2 * ROWS }, (_, i) => (i % 2 === 0 ? i / 2 : 1))

test('without sampling all rows stay', () => {
  expect(samplerOf({ baggingFraction: 0.5 }).nextRound(0, pairsOf())).toBeUndefined()
  expect(samplerOf({ baggingFreq: 1 }).nextRound(0, pairsOf())).toBeUndefined()
})

test('a bag holds about its fraction, ascending, and lasts its rounds', () => {
  const sampler = samplerOf({ baggingFraction: 0.3, baggingFreq: 2 })
  const bags = [0, 1, 2, 3].map((round) => sampler.nextRound(round, pairsOf())!)
  expect(bags[1]).toBe(bags[0])
  expect(bags[3]).toBe(bags[2])
  expect(bags[2]).not.toEqual(bags[0])
  expect(bags[0]!.length / ROWS).toBeCloseTo(0.3, 1)
  expect(bags[0]).toEqual(bags[0]!.toSorted())
})

test('GOSS uses all rows first, then the largest gradients and some others scaled up', () => {
  const sampler = samplerOf({ dataSampleStrategy: 'goss', learningRate: 0.5 })
  expect(sampler.nextRound(1, pairsOf())).toBeUndefined()
  const pairs = pairsOf()
  const bag = sampler.nextRound(2, pairs)!
  expect([...bag.subarray(-1000)]).toEqual(Array.from({ length: 1000 }, (_, i) => 4000 + i))
  const drawn = bag.subarray(0, -1000)
  expect(drawn.length / ROWS).toBeCloseTo(0.1, 1)
  const scale = 4000 / 500
  expect([...drawn].every((row) => pairs[2 * row] === row * scale && pairs[2 * row + 1] === scale)).toBe(true)
  expect(pairs[2 * 4500]).toBe(4500)
})
