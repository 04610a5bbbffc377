import { expect, test } from 'vitest'
import { METRICS, type MetricName } from '../../../../../src/models/gbdt/xgboost/evaluation/metrics.ts'

function measure(
  name: MetricName,
  predictions: readonly number[],
  labels: readonly number[],
  weights?: readonly number[],
): number {
  return METRICS[name].evaluate({
    predictions: Float32Array.from(predictions),
    classes: predictions.length / labels.length,
    labels: Float32Array.from(labels),
    ...(weights && { weights: Float32Array.from(weights) }),
  })
}

test('rmse is the root of the weighted mean of squares', () => {
  expect(measure('rmse', [1, 2], [4, 6])).toBe(Math.sqrt((9 + 16) / 2))
  expect(measure('rmse', [1, 2], [4, 6], [3, 1])).toBe(Math.sqrt((27 + 16) / 4))
})

test('logloss of a sure and wrong prediction is finite', () => {
  expect(measure('logloss', [0.5, 0.25], [1, 0])).toBeCloseTo((Math.LN2 - Math.log(0.75)) / 2, 6)
  expect(measure('logloss', [0], [1])).toBeCloseTo(-Math.log(1e-16), 4)
  expect(measure('logloss', [1], [1])).toBe(0)
})

test('mlogloss looks at the probability of the row’s class', () => {
  const predictions = [0.5, 0.25, 0.25, 0.2, 0.7, 0.1]
  expect(measure('mlogloss', predictions, [0, 2], [1, 3])).toBeCloseTo(
    (-Math.log(0.5) - 3 * Math.log(0.1)) / 4,
    6,
  )
})

test('error counts the wrong side of one half, which itself is negative', () => {
  expect(measure('error', [0.5, 0.6, 0.4, 0.9], [1, 1, 1, 0])).toBe(0.75)
  expect(measure('error', [0.5, 0.6], [1, 1], [1, 3])).toBe(0.25)
})

test('merror takes the first of equal classes', () => {
  expect(measure('merror', [0.4, 0.4, 0.2, 0.4, 0.4, 0.2], [0, 1])).toBe(0.5)
})

test('auc counts pairs in the right order, ties half', () => {
  expect(measure('auc', [0.9, 0.8, 0.3, 0.1], [1, 0, 1, 0])).toBe(0.75)
  expect(measure('auc', [0.5, 0.5], [1, 0])).toBe(0.5)
  expect(measure('auc', [0.9, 0.8, 0.3], [1, 0, 1], [1, 1, 3])).toBe(0.25)
})

test('auc of one kind of rows is not a number', () => {
  expect(measure('auc', [0.1, 0.2], [1, 1])).toBeNaN()
})

test('auc of classes weighs each by its rows', () => {
  // Class 0 is told apart perfectly, class 1 not at all.
  expect(measure('auc', [0.9, 0.1, 0.2, 0.5, 0.3, 0.5], [0, 1, 1])).toBeCloseTo((1 + 2 * 1) / 3, 12)
  expect(measure('auc', [0.9, 0.5, 0.2, 0.5, 0.3, 0.5], [0, 1, 1])).toBeCloseTo((1 + 2 * 0.5) / 3, 12)
})
