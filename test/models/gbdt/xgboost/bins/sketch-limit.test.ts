import { expect, test } from 'vitest'
import { sketchLimit } from '../../../../../src/models/gbdt/xgboost/bins/sketch-limit.ts'

// L = min(N, ⌈2 · ℓ · bins⌉ + 1) of the first level ℓ with 2^ℓ · L ≥ N, worked out by hand.
test.each([
  [0, 256, 1],
  [1, 256, 1],
  [9, 2, 5],
  [12, 2, 9],
  [1000, 2, 25],
  [300, 256, 300],
  [100_000, 256, 3073],
  [1_000_000, 256, 4097],
])('%d values in at most %d bins: %d entries a level', (count, maxBin, expected) => {
  expect(sketchLimit(count, maxBin)).toBe(expected)
})
