import { describe, expect, test } from 'vitest'
import { Frontier } from '../../../../../src/models/gbdt/xgboost/growth/frontier.ts'
import type { Leaf } from '../../../../../src/models/gbdt/xgboost/growth/leaf.ts'
import { resolveXgboostParams, type XgboostParams } from '../../../../../src/models/gbdt/xgboost/params.ts'

const sums = { gradient: 1, hessian: 1 }

function makeLeaf(node: number, gain: number, depth = 1): Leaf {
  const split = { gain, feature: 0, bin: 0, isDefaultLeft: false, left: sums, right: sums }
  const range = { rows: 0, pairs: 0, count: 1, place: 'even', first: 0 } as const
  return { node, depth, sums, range, histogram: 0, split }
}

function makeFrontier(params: Partial<XgboostParams>, leaves: readonly Leaf[]): Frontier {
  const frontier = new Frontier(resolveXgboostParams(params))
  for (const leaf of leaves) frontier.push(leaf)
  return frontier
}

const nodesOf = (leaves: readonly Leaf[]) => leaves.map(({ node }) => node)

test('a leaf without a split, or one that gains next to nothing, stays a leaf', () => {
  const frontier = makeFrontier({}, [])
  const { split, ...unsplit } = makeLeaf(1, 1)
  expect(split?.gain).toBe(1)
  expect(frontier.push(unsplit)).toBe(false)
  expect(frontier.push(makeLeaf(1, Math.fround(1e-6)))).toBe(false)
  expect(frontier.push(makeLeaf(1, 2e-6))).toBe(true)
})

describe('depthwise', () => {
  test('takes a level at once, in the order of the nodes, without those below gamma', () => {
    const leaves = [makeLeaf(1, 5), makeLeaf(2, 1), makeLeaf(3, 9), makeLeaf(7, 9, 2)]
    const frontier = makeFrontier({ gamma: 2 }, leaves)
    expect(nodesOf(frontier.pop())).toEqual([1, 3])
    expect(nodesOf(frontier.pop())).toEqual([7])
    expect(frontier.pop()).toEqual([])
  })

  test('takes at most 256 nodes at once', () => {
    const leaves = Array.from({ length: 300 }, (_, i) => makeLeaf(i, 1))
    const frontier = makeFrontier({}, leaves)
    expect(frontier.pop()).toHaveLength(256)
    expect(frontier.pop()).toHaveLength(44)
  })

  test('stops at the greatest depth and number of leaves', () => {
    expect(makeFrontier({ maxDepth: 3 }, [makeLeaf(9, 1, 3)]).pop()).toEqual([])
    const frontier = makeFrontier(
      { maxLeaves: 3 },
      [1, 2, 3].map((node) => makeLeaf(node, 1)),
    )
    expect(nodesOf(frontier.pop())).toEqual([1, 2])
    expect(frontier.mayGrowBelow(makeLeaf(1, 1))).toBe(false)
  })
})

describe('lossguide', () => {
  const lossguide = { growPolicy: 'lossguide', maxDepth: 0 } as const

  test('takes the greatest gain, of equal ones the lower node', () => {
    const frontier = makeFrontier(lossguide, [makeLeaf(1, 2), makeLeaf(2, 7), makeLeaf(3, 7)])
    expect(nodesOf(frontier.pop())).toEqual([2])
    expect(nodesOf(frontier.pop())).toEqual([3])
    expect(nodesOf(frontier.pop())).toEqual([1])
  })

  test('ends when the greatest gain may not be taken', () => {
    const frontier = makeFrontier({ ...lossguide, gamma: 5, maxLeaves: 2 }, [makeLeaf(1, 6), makeLeaf(2, 6)])
    expect(nodesOf(frontier.pop())).toEqual([1])
    expect(frontier.pop()).toEqual([])
  })
})

test('children at the greatest depth are not searched', () => {
  const frontier = makeFrontier({ maxDepth: 3 }, [])
  expect([0, 1, 2].map((depth) => frontier.mayGrowBelow(makeLeaf(0, 1, depth)))).toEqual([true, true, false])
})
