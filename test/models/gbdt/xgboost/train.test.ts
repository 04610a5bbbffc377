import { describe, expect, test } from 'vitest'
import type { TrainingSet } from '../../../../src/models/gbdt/feature-matrix.ts'
import { binForXgboost } from '../../../../src/models/gbdt/xgboost/bins/bins.ts'
import type { XgboostTree } from '../../../../src/models/gbdt/xgboost/model.ts'
import type { XgboostParams } from '../../../../src/models/gbdt/xgboost/params.ts'
import { trainXgboost, type XgboostTraining } from '../../../../src/models/gbdt/xgboost/train.ts'
import { inParts } from '../../../support/gbdt/in-parts.ts'

const ROWS = 500
const noise = (i: number) => (Math.sin(i * 12.9898) * 43758.5453) % 1

/** Four features with holes in the second; labels of two classes follow the first and the third. */
const columns = [0, 1, 2, 3].map((f) =>
  Float32Array.from({ length: ROWS }, (_, i) => (f === 1 && i % 7 === 0 ? Number.NaN : noise(i * 4 + f + 1))),
)
const set: TrainingSet = {
  columns,
  labels: Array.from({ length: ROWS }, (_, i) =>
    Number(columns[0]![i]! * columns[2]![i]! + 0.1 * noise(i) > 0),
  ),
}
const params: Partial<XgboostParams> = { objective: 'binary:logistic', rounds: 5, maxDepth: 4 }

/** The set without some rows, in the order of the rest. */
function rowsOfSet({ columns, labels }: TrainingSet, rows: Uint32Array): TrainingSet {
  return {
    columns: columns.map((column) => Float32Array.from(rows, (row) => column[row]!)),
    labels: Array.from(rows, (row) => labels[row]!),
  }
}

const depthOf = (tree: XgboostTree, node = 0): number => {
  const [left, right] = [tree.leftChildren[node]!, tree.rightChildren[node]!]
  return left < 0 ? 0 : 1 + Math.max(depthOf(tree, left), depthOf(tree, right))
}
const leavesOf = (tree: XgboostTree) => tree.leftChildren.filter((left) => left < 0).length

describe('a fit', () => {
  test('is the same in one part or several', () => {
    const sampled = { ...params, subsample: 0.7, colsampleByNode: 0.5, maxDepth: 6 }
    const evaluation = [{ ...set, name: 'train' }]
    const alone = trainXgboost(set, sampled, { evaluation })
    for (const parts of [2, 3]) {
      expect(trainXgboost(set, sampled, { evaluation, crew: inParts(parts) })).toEqual(alone)
    }
  })

  test('on some rows is the fit on a set of these rows', () => {
    const rows = Uint32Array.from({ length: 300 }, (_, i) => (i < 100 ? i : i + 150))
    expect(trainXgboost(set, params, { rows })).toEqual(trainXgboost(rowsOfSet(set, rows), params))
  })

  test('on bins made before is the fit that makes its own', () => {
    const bins = binForXgboost(set, { maxBin: 256 })
    expect(trainXgboost(set, params, { bins })).toEqual(trainXgboost(set, params))
  })

  test('leaves labels alone that it does not learn from', () => {
    const labels = Array.from(set.labels, (label, i) => (i < 400 ? label : Number.NaN))
    const rows = Uint32Array.from({ length: 400 }, (_, i) => i)
    expect(() => trainXgboost({ columns, labels }, params, { rows })).not.toThrow()
    expect(() => trainXgboost({ columns, labels }, params)).toThrow('label of row 400 is NaN')
  })

  test('does not depend on the seed unless something is sampled', () => {
    expect(trainXgboost(set, { ...params, seed: 1 })).toEqual(trainXgboost(set, { ...params, seed: 2 }))
    const sampled = { ...params, subsample: 0.5 }
    const [one, two] = [1, 2].map((seed) => trainXgboost(set, { ...sampled, seed }).model.trees)
    expect(one).not.toEqual(two)
  })
})

describe('trees', () => {
  test('are no deeper and have no more leaves than asked', () => {
    const { trees } = trainXgboost(set, { ...params, maxDepth: 3 }).model
    expect(Math.max(...trees.map((tree) => depthOf(tree)))).toBe(3)
    const lossguide = { ...params, growPolicy: 'lossguide', maxDepth: 0, maxLeaves: 9 } as const
    for (const tree of trainXgboost(set, lossguide).model.trees) expect(leavesOf(tree)).toBe(9)
  })

  test('leaves hold at least minChildWeight, splits gain at least gamma', () => {
    const { trees } = trainXgboost(set, { ...params, minChildWeight: 9, gamma: 2 }).model
    for (const tree of trees) {
      for (const [node, left] of tree.leftChildren.entries()) {
        expect(tree.sumHessian[node]).toBeGreaterThanOrEqual(9)
        if (left >= 0) expect(tree.lossChanges[node]).toBeGreaterThanOrEqual(2)
      }
    }
  })

  test('are single leaves where nothing can be gained', () => {
    const constant = { columns: [new Float32Array(20).fill(3)], labels: new Float32Array(20).fill(1) }
    const { trees } = trainXgboost(constant, { rounds: 2 }).model
    expect(trees.map((tree) => [...tree.leftChildren])).toEqual([[-1], [-1]])
  })

  test('come one a class and parallel tree, in the order of the classes', () => {
    const labels = Array.from({ length: ROWS }, (_, i) => i % 3)
    const forest = {
      objective: 'multi:softprob',
      numClass: 3,
      numParallelTree: 2,
      rounds: 2,
      maxDepth: 2,
    } as const
    const { model } = trainXgboost({ columns, labels }, forest)
    expect([...model.treeInfo]).toEqual([0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2])
    expect([...model.iterationIndptr]).toEqual([0, 6, 12])
  })
})

describe('early stopping', () => {
  const training = rowsOfSet(
    set,
    Uint32Array.from({ length: 300 }, (_, i) => i),
  )
  const unseen = rowsOfSet(
    set,
    Uint32Array.from({ length: 200 }, (_, i) => i + 300),
  )
  const options: XgboostTraining = {
    evaluation: [
      { ...training, name: 'train' },
      { ...unseen, name: 'valid' },
    ],
    earlyStoppingRounds: 3,
  }
  const long = { ...params, rounds: 200, learningRate: 1, evalMetric: ['error', 'logloss'] } as const

  test('watches the last metric of the last set, and keeps all trees', () => {
    const { model, history, bestIteration } = trainXgboost(training, long, options)
    const scores = history.valid!.logloss!
    expect(bestIteration).toBe(scores.indexOf(Math.min(...scores)))
    expect(scores).toHaveLength(bestIteration! + 4)
    expect(model.trees).toHaveLength(bestIteration! + 4)
    expect(model.attributes).toEqual({
      best_iteration: String(bestIteration),
      best_score: String(scores[bestIteration!]),
    })
  })

  test('with saveBest the rounds after the best one are dropped', () => {
    const all = trainXgboost(training, long, options)
    const best = trainXgboost(training, long, { ...options, saveBest: true })
    expect(best.model.trees).toEqual(all.model.trees.slice(0, all.bestIteration! + 1))
    expect([...best.model.iterationIndptr]).toHaveLength(all.bestIteration! + 2)
  })

  test('each round is told, with the history so far', () => {
    const told: number[] = []
    const onRound: XgboostTraining['onRound'] = (iteration, history) => {
      told.push(iteration)
      expect(history.valid!.error).toHaveLength(iteration + 1)
    }
    trainXgboost(training, { ...long, rounds: 3 }, { evaluation: options.evaluation, onRound })
    expect(told).toEqual([0, 1, 2])
  })
})

describe('refused', () => {
  const other = (change: object): TrainingSet => ({ ...set, ...change })
  test.each<[string, () => unknown, RegExp]>([
    ['no rows', () => trainXgboost({ columns: [new Float32Array(0)], labels: [] }, params), /no rows/],
    ['rows that are not there', () => trainXgboost(set, params, { rows: Uint32Array.of(0, 500) }), /row 500/],
    ['labels of other length', () => trainXgboost(other({ labels: [1] }), params), /1 labels for 500 rows/],
    [
      'labels beyond 1',
      () => trainXgboost(other({ labels: Array(ROWS).fill(2) }), params),
      /label of row 0 is 2/,
    ],
    [
      'weights below 0',
      () => trainXgboost(other({ weights: Array(ROWS).fill(-1) }), params),
      /weight of row 0 is -1/,
    ],
    [
      'weights of nothing',
      () => trainXgboost(other({ weights: Array(ROWS).fill(0) }), params),
      /weights of all/,
    ],
    ['too few names', () => trainXgboost(other({ names: ['a'] }), params), /1 feature names for 4 features/],
    [
      'a name twice',
      () => trainXgboost(other({ names: ['a', 'b', 'c', 'b'] }), params),
      /two features are called b/,
    ],
    [
      'bins of another set',
      () => trainXgboost(set, params, { bins: binForXgboost({ columns: [columns[0]!] }, { maxBin: 9 }) }),
      /bins of another data set: 500 rows × 1 features, the set has 500 × 4/,
    ],
    [
      'stopping without a set',
      () => trainXgboost(set, params, { earlyStoppingRounds: 2 }),
      /needs an evaluation/,
    ],
    [
      'evaluation of other features',
      () => trainXgboost(set, params, { evaluation: [{ ...set, columns: columns.slice(1), name: 'a' }] }),
      /evaluation set a has 3 features, the training set 4/,
    ],
    [
      'two sets of one name',
      () => trainXgboost(set, params, { evaluation: ['a', 'a'].map((name) => ({ ...set, name })) }),
      /two evaluation sets are called a/,
    ],
  ])('%s', (_name, train, message) => {
    expect(train).toThrow(message)
  })
})
