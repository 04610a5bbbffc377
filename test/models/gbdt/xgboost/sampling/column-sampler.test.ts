import { expect, test } from 'vitest'
import { resolveXgboostParams } from '../../../../../src/models/gbdt/xgboost/params.ts'
import { ColumnSampler } from '../../../../../src/models/gbdt/xgboost/sampling/column-sampler.ts'
import { MersenneTwister } from '../../../../../src/models/gbdt/xgboost/sampling/mersenne-twister.ts'

function makeSampler(features: number, shares: object) {
  return new ColumnSampler(features, resolveXgboostParams(shares), new MersenneTwister(7))
}

test('without shares every feature is allowed and nothing is drawn', () => {
  const random = new MersenneTwister(7)
  const sampler = new ColumnSampler(5, resolveXgboostParams({}), random)
  sampler.beginTree()
  expect(sampler.isIdle).toBe(true)
  expect([...sampler.ofNode(0)]).toEqual([0, 1, 2, 3, 4])
  expect(random.next()).toBe(new MersenneTwister(7).next())
})

test('a node samples from its level, a level from the tree', () => {
  const sampler = makeSampler(100, { colsampleByTree: 0.5, colsampleByLevel: 0.5, colsampleByNode: 0.5 })
  sampler.beginTree()
  const nodes = Array.from({ length: 40 }, () => sampler.ofNode(1))
  const level = new Set(nodes.flatMap((features) => [...features]))
  for (const features of nodes) {
    expect(features).toHaveLength(12)
    expect([...features]).toEqual([...features].sort((a, b) => a - b))
  }
  expect(level.size).toBe(25)
  const tree = new Set([...level, ...Array.from({ length: 40 }, () => [...sampler.ofNode(2)]).flat()])
  expect(tree.size).toBeGreaterThan(25)
  expect(tree.size).toBeLessThanOrEqual(50)
})

test('a level keeps its features, a new tree draws others', () => {
  const sampler = makeSampler(100, { colsampleByLevel: 0.3 })
  sampler.beginTree()
  const first = [...sampler.ofNode(0)]
  sampler.ofNode(1)
  expect([...sampler.ofNode(0)]).toEqual(first)
  sampler.beginTree()
  expect([...sampler.ofNode(0)]).not.toEqual(first)
})

test('at least one feature is left', () => {
  const sampler = makeSampler(3, { colsampleByTree: 0.01 })
  sampler.beginTree()
  expect(sampler.ofNode(0)).toHaveLength(1)
})
