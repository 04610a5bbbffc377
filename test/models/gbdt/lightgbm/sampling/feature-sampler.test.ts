import { expect, test } from 'vitest'
import { FeatureSampler } from '../../../../../src/models/gbdt/lightgbm/sampling/feature-sampler.ts'

const chosen = (mask: Uint8Array | undefined) => mask?.reduce((sum, own) => sum + own, 0)

test('a whole fraction asks for nothing', () => {
  const sampler = new FeatureSampler(10, 1, 1, 2)
  expect([sampler.nextTree(), sampler.nextNode()]).toEqual([undefined, undefined])
})

test('a fraction is rounded, and at least one feature', () => {
  expect(chosen(new FeatureSampler(10, 0.26, 1, 2).nextTree())).toBe(3)
  expect(chosen(new FeatureSampler(10, 0.24, 1, 2).nextTree())).toBe(2)
  expect(chosen(new FeatureSampler(10, 0.01, 1, 2).nextTree())).toBe(1)
})

test('nodes choose among the features of their tree', () => {
  const sampler = new FeatureSampler(40, 0.5, 0.5, 7)
  for (let tree = 0; tree < 5; tree++) {
    const ofTree = sampler.nextTree()!
    for (let node = 0; node < 5; node++) {
      const ofNode = sampler.nextNode()!
      expect(chosen(ofNode)).toBe(10)
      expect(ofNode.every((own, feature) => own <= ofTree[feature]!)).toBe(true)
    }
  }
})
