import { expect, test } from 'vitest'
import {
  type LightgbmMetric,
  measure,
  metricsFor,
} from '../../../../../src/models/gbdt/lightgbm/evaluation/metrics.ts'

function value(
  metric: LightgbmMetric,
  labels: readonly number[],
  outputs: readonly number[],
  weights?: readonly number[],
) {
  return measure(metric, {
    labels: Float32Array.from(labels),
    weights: weights && Float32Array.from(weights),
    scores: Float64Array.from(outputs),
    outputs: Float64Array.from(outputs),
  })
}

test('squared and absolute errors, weighted', () => {
  expect(value('l2', [1, 2], [3, 2])).toBe(2)
  expect(value('rmse', [1, 2], [3, 2])).toBe(Math.SQRT2)
  expect(value('l1', [1, 2], [3, 3], [3, 1])).toBe((2 * 3 + 1) / 4)
})

test('the loss of a certain mistake is that of ε', () => {
  const limit = 34.538776397705078 // −ln 1e-15 in float32
  expect(value('binary_logloss', [1, 0], [0, 1])).toBe(limit)
  expect(value('multi_logloss', [1], [1, 0])).toBe(limit)
})

test('logarithmic losses', () => {
  expect(value('binary_logloss', [1, 0], [0.8, 0.4])).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, 15)
  expect(value('multi_logloss', [2], [0.2, 0.3, 0.5])).toBeCloseTo(Math.LN2, 15)
})

test('a half is a no', () => {
  expect(value('binary_error', [1, 0, 1, 0], [0.5, 0.5, 0.9, 0.9])).toBe(0.5)
})

test('a tie between classes is a mistake', () => {
  expect(value('multi_error', [0, 1], [0.5, 0.5, 0.2, 0.8])).toBe(0.5)
})

test('area under the curve: pairs in order, ties half', () => {
  expect(value('auc', [0, 1, 0, 1], [1, 2, 3, 4])).toBe(0.75)
  expect(value('auc', [0, 1], [1, 1])).toBe(0.5)
  expect(value('auc', [0, 1, 1], [2, 1, 3], [1, 1, 3])).toBe(0.75)
  expect(value('auc', [1, 1], [1, 2])).toBe(1)
})

test('metrics belong to objectives', () => {
  expect(metricsFor('binary', undefined)).toEqual(['binary_logloss'])
  expect(metricsFor('regression', ['l1', 'l2', 'l1'])).toEqual(['l1', 'l2'])
  expect(() => metricsFor('multiclass', ['auc'])).toThrow('LightGBM parameter metric: auc')
})
