import '../../support/keep-type-stripper.ts'
import { describe, expect, it } from 'vitest'
import { FoldPool } from '../../../src/adapters/workers/fold-pool.ts'
import { Random } from '../../../src/core/random.ts'
import type { TrainingSet } from '../../../src/models/gbdt/feature-matrix.ts'
import { type FoldTask, fitFold, rowsOfSet } from '../../../src/models/gbdt/fold.ts'
import { binForLightgbm } from '../../../src/models/gbdt/lightgbm/bins/bins.ts'
import { trainLightgbm } from '../../../src/models/gbdt/lightgbm/train.ts'
import { createPredictor } from '../../../src/models/gbdt/prediction/predictor.ts'
import { binForXgboost } from '../../../src/models/gbdt/xgboost/bins/bins.ts'
import { trainXgboost } from '../../../src/models/gbdt/xgboost/train.ts'

const ROWS = 900
const random = new Random(6, 'folds')
const columns = Array.from({ length: 5 }, (_, f) =>
  Float32Array.from({ length: ROWS }, () => (f === 3 && random.uniform() < 0.2 ? NaN : random.normal())),
)
const labels = Float32Array.from({ length: ROWS }, (_, i) => {
  const signal = columns[0]![i]! + columns[1]![i]! * columns[2]![i]! + random.normal()
  return signal < -0.7 ? 0 : signal < 0.7 ? 1 : 2
})
const weights = Float32Array.from({ length: ROWS }, () => 0.5 + random.uniform())
const set: TrainingSet = { columns, labels, weights }

const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i)

/** Anchored folds: two models each, the second fold with a hole (purged rows) in its training part. */
const tasks: FoldTask[] = [400, 600].flatMap((cut): FoldTask[] => {
  const train = cut === 600 ? Uint32Array.of(...range(0, 200), ...range(250, cut)) : range(0, cut)
  const rows = { train, evaluation: range(cut + 10, cut + 100), predict: range(cut + 100, cut + 250) }
  return [
    {
      library: 'xgboost',
      params: { objective: 'multi:softprob', numClass: 3, rounds: 6, subsample: 0.8 },
      ...rows,
    },
    { library: 'lightgbm', params: { objective: 'multiclass', numClass: 3, rounds: 6 }, ...rows },
  ]
})

describe('folds', () => {
  it('are fitted as if their training rows were all there is', () => {
    for (const task of tasks) {
      const part = rowsOfSet(set, task.train)
      const fit = fitFold(set, task)
      const { model } =
        task.library === 'xgboost' ? trainXgboost(part, task.params) : trainLightgbm(part, task.params)
      expect(fit.model.trees).toEqual(model.trees)
      expect(fit.predictions).toEqual(createPredictor(model).predict(rowsOfSet(set, task.predict!)))
      expect(Object.keys(fit.history)).toHaveLength(1)
    }
  })

  it('can share bins made once: other cuts, the same rows', () => {
    const shared = {
      xgboost: binForXgboost(set, { maxBin: 16 }),
      lightgbm: binForLightgbm(set, { maxBin: 15 }),
    }
    for (const task of tasks) {
      const own = fitFold(set, task)
      const fit = fitFold(set, task, shared)
      expect(fit.model.trees).not.toEqual(own.model.trees)
      expect(fit.predictions!.length).toBe(own.predictions!.length)
    }
  })

  it('stop early on their evaluation rows', () => {
    for (const task of tasks) {
      const patient = { ...task, params: { ...task.params, rounds: 200 }, earlyStoppingRounds: 3 } as FoldTask
      const { model, bestIteration, history, predictions } = fitFold(set, patient)
      const [[scores]] = Object.values(history).map((metrics) => Object.values(metrics)) as [
        [readonly number[]],
      ]
      expect(scores.length).toBeLessThan(200)
      expect(scores[bestIteration!]).toBe(Math.min(...scores))
      expect(model.trees.length).toBe(3 * (bestIteration! + 1))
      expect(predictions).toEqual(createPredictor(model).predict(rowsOfSet(set, task.predict!)))
    }
  })

  it.each([1, 2])('come back from %i threads in order, bit for bit', async (workers) => {
    const pool = await FoldPool.start({ set, workers })
    try {
      const heard: number[] = []
      const fits = await pool.fit(tasks, (index) => heard.push(index))
      expect(fits).toEqual(tasks.map((task) => fitFold(set, task)))
      expect(heard.sort()).toEqual([0, 1, 2, 3])
    } finally {
      await pool.close()
    }
  })

  it('report what is wrong with a fold', async () => {
    const pool = await FoldPool.start({ set, workers: 1 })
    try {
      const wrong = { ...tasks[0]!, params: { objective: 'multi:softprob', numClass: 2 } } as FoldTask
      await expect(pool.fit([wrong])).rejects.toMatchObject({ name: 'QtError', code: 'usage' })
    } finally {
      await pool.close()
    }
  })

  it('are refused without threads, or columns', async () => {
    const expected = { name: 'QtError', code: 'usage' }
    for (const workers of [0, 1.5, Number.NaN]) {
      await expect(FoldPool.start({ set, workers })).rejects.toMatchObject(expected)
    }
    const ragged = { ...set, columns: [columns[0]!, columns[1]!.slice(1)] }
    await expect(FoldPool.start({ set: ragged, workers: 1 })).rejects.toMatchObject(expected)
  })

  it('are refused by a pool that was closed', async () => {
    const pool = await FoldPool.start({ set, workers: 1 })
    await pool.close()
    await expect(pool.fit(tasks)).rejects.toThrow('closed')
  })
})
