import { expect, test } from 'vitest'
import { findBundles } from '../../../../../src/models/gbdt/lightgbm/bins/feature-bundles.ts'

function feature(index: number, positions: readonly number[]) {
  const used = Uint32Array.from(positions)
  return { feature: index, nonZero: used.length, used: used.length, positions: () => used }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const SAMPLE = { total: 100, rows: 100, isEnableSparse: true }

test('features that are never non-zero together share a column', () => {
  const features = [
    feature(0, range(0, 30)),
    feature(1, range(0, 100)),
    feature(2, range(30, 60)),
    feature(3, range(60, 90)),
  ]
  expect(findBundles(features, SAMPLE)).toEqual([[0, 2, 3]])
})

test('one row in common is one too many in a small sample', () => {
  const features = [feature(0, range(0, 50)), feature(1, range(49, 99))]
  expect(findBundles(features, SAMPLE)).toEqual([])
})

test('a row in ten thousand may be in conflict', () => {
  const features = [feature(0, range(0, 9000)), feature(1, range(8999, 18_000))]
  expect(findBundles(features, { ...SAMPLE, total: 20_000 })).toEqual([[0, 1]])
})

test('sparse features that conflict go together in name only', () => {
  const features = [feature(0, range(0, 20)), feature(1, range(10, 30)), feature(2, range(5, 25))]
  expect(findBundles(features, SAMPLE)).toEqual([])
})
