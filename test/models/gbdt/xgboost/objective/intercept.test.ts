import { expect, test } from 'vitest'
import { interceptOf } from '../../../../../src/models/gbdt/xgboost/objective/intercept.ts'
import { resolveXgboostParams } from '../../../../../src/models/gbdt/xgboost/params.ts'

const logistic = { objective: 'binary:logistic' } as const
const softprob = { objective: 'multi:softprob', numClass: 3 } as const
const f32 = (...values: number[]) => Float32Array.from(values)

test('squared error starts from the mean, weighted if there are weights', () => {
  const params = resolveXgboostParams({})
  expect(interceptOf({ labels: f32(1, 2, 6) }, params)).toEqual(f32(3))
  expect(interceptOf({ labels: f32(1, 2, 6), weights: f32(1, 0, 3) }, params)).toEqual(f32(4.75))
})

test('logistic starts from the share of positive rows', () => {
  expect(interceptOf({ labels: f32(1, 0, 0, 0) }, resolveXgboostParams(logistic))).toEqual(f32(0.25))
})

test('a weight of positive rows takes one Newton step from even odds', () => {
  // Gradients ½ · 3 and −½ · 2, hessians ¼ · 5: a step of −0.4 in all.
  const params = resolveXgboostParams({ ...logistic, scalePosWeight: 2 })
  const [score] = interceptOf({ labels: f32(1, 0, 0, 0) }, params)
  expect(score).toBeCloseTo(1 / (1 + Math.exp(0.4)), 6)
})

test('softprob starts from the centred logarithms of the shares', () => {
  const logs = [0.5, 0.25, 0.25].map((share) => Math.log(share + 1e-6))
  const mean = (logs[0]! + logs[1]! + logs[2]!) / 3
  const scores = interceptOf({ labels: f32(0, 0, 1, 2) }, resolveXgboostParams(softprob))
  for (const [k, score] of scores.entries()) expect(score).toBeCloseTo(logs[k]! - mean, 6)
})

test('a class without rows gets a finite score', () => {
  const scores = interceptOf({ labels: f32(0, 1) }, resolveXgboostParams(softprob))
  expect(scores[2]).toBeCloseTo(Math.log(1e-6) - (2 * Math.log(0.5) + Math.log(1e-6)) / 3, 4)
})

test('a given score is taken for every class', () => {
  expect(interceptOf({ labels: f32(0, 1) }, resolveXgboostParams({ ...softprob, baseScore: 0.7 }))).toEqual(
    f32(0.7, 0.7, 0.7),
  )
})
