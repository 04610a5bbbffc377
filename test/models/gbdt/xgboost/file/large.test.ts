import { expect, it } from 'vitest'
import { parseXgboostJson, writeXgboostJson } from '../../../../../src/models/gbdt/xgboost/file/json.ts'
import type { XgboostModel, XgboostTree } from '../../../../../src/models/gbdt/xgboost/model.ts'
import { officialText } from '../../../../support/gbdt/files.ts'
import { Rolls } from '../../../../support/gbdt/random-rolls.ts'

/** All nodes of nine levels. */
function completeTree(rolls: Rolls, numFeature: number): XgboostTree {
  const nodes = 511
  const numbers = () => Float32Array.from({ length: nodes }, () => rolls.number())
  const child = (side: number) => Int32Array.from({ length: nodes }, (_, i) => (i < 255 ? 2 * i + side : -1))
  return {
    leftChildren: child(1),
    rightChildren: child(2),
    parents: Int32Array.from({ length: nodes }, (_, i) => (i === 0 ? 2147483647 : (i - 1) >> 1)),
    splitIndices: Int32Array.from({ length: nodes }, () => rolls.below(numFeature)),
    splitConditions: numbers(),
    defaultLeft: Uint8Array.from({ length: nodes }, () => rolls.below(2)),
    baseWeights: numbers(),
    lossChanges: numbers(),
    sumHessian: numbers(),
    numDeleted: 0,
  }
}

it('500 trees of 511 nodes, more than ten megabytes, are written and read in seconds', () => {
  const rolls = new Rolls(5)
  const small = parseXgboostJson(officialText('xgboost-default.json'))
  const trees = Array.from({ length: 500 }, () => completeTree(rolls, small.numFeature))
  const model: XgboostModel = {
    ...small,
    trees,
    treeInfo: new Int32Array(500),
    iterationIndptr: Int32Array.from({ length: 501 }, (_, i) => i),
  }
  const start = performance.now()
  const text = writeXgboostJson(model)
  const read = parseXgboostJson(text)
  expect(performance.now() - start).toBeLessThan(30_000) // about 2 s on an idle core
  expect(text.length).toBeGreaterThan(10e6)
  expect(read.trees[499]).toEqual(trees[499])
  expect(
    read.trees.every((tree, i) => tree.splitConditions.join() === trees[i]!.splitConditions.join()),
  ).toBe(true)
})
