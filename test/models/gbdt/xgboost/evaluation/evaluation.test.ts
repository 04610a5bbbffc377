import { expect, test } from 'vitest'
import type { EvaluationSet } from '../../../../../src/models/gbdt/feature-matrix.ts'
import { createPredictor } from '../../../../../src/models/gbdt/prediction/predictor.ts'
import { METRICS, type MetricName } from '../../../../../src/models/gbdt/xgboost/evaluation/metrics.ts'
import type { XgboostParams } from '../../../../../src/models/gbdt/xgboost/params.ts'
import { trainXgboost } from '../../../../../src/models/gbdt/xgboost/train.ts'

const noise = (i: number) => (Math.sin(i * 12.9898) * 43758.5453) % 1

/** Half of the values of the second feature are missing; the third is float64, which is rounded to float32. */
function makeSet(name: string, rows: number, salt: number, classes: number): EvaluationSet {
  const column = (f: number) => Float32Array.from({ length: rows }, (_, i) => 3 * noise(i * 7 + f + salt))
  const columns = [
    column(1),
    column(2).map((x) => (x > 0 ? Number.NaN : x)),
    Float64Array.from(column(3), (x) => x / 3),
  ]
  const labels = Array.from(
    { length: rows },
    (_, i) => Math.floor(Math.abs(columns[0]![i]! + columns[2]![i]!)) % classes,
  )
  const weights = labels.map((_, i) => 1 + (i % 3))
  return { name, columns, labels, weights }
}

const objectives: [Partial<XgboostParams>, MetricName[]][] = [
  [{ objective: 'reg:squarederror' }, ['rmse']],
  [{ objective: 'binary:logistic' }, ['logloss', 'error', 'auc']],
  [
    { objective: 'multi:softprob', numClass: 3, numParallelTree: 2, subsample: 0.6 },
    ['mlogloss', 'merror', 'auc'],
  ],
]

test.each(objectives)(
  '%j: what is measured is what the model of the round predicts',
  (objective, evalMetric) => {
    const classes = objective.numClass ?? 2
    const set = makeSet('train', 400, 0, classes)
    const other = makeSet('valid', 150, 0.3, classes)
    const params = { ...objective, evalMetric, rounds: 4, maxDepth: 4 }
    const { model, history } = trainXgboost(set, params, { evaluation: [set, other] })
    for (const { name, columns, labels, weights } of [set, other]) {
      for (let round = 0; round < 4; round++) {
        const predictions = createPredictor(model, { rounds: [0, round + 1] }).predict({ columns })
        const measured = {
          predictions: Float32Array.from(predictions),
          classes: objective.numClass ?? 1,
          labels: Float32Array.from(labels),
          weights: Float32Array.from(weights!),
        }
        for (const metric of evalMetric) {
          // Scores are handed on in 17 decimals.
          const score = Number(METRICS[metric].evaluate(measured).toFixed(17))
          expect(history[name]![metric]![round], `${name} ${metric}`).toBe(score)
        }
      }
    }
  },
)

test('without metrics asked for the objective’s own is measured', () => {
  const set = makeSet('a', 50, 0, 2)
  const { history } = trainXgboost(set, { objective: 'binary:logistic', rounds: 2 }, { evaluation: [set] })
  expect(Object.keys(history)).toEqual(['a'])
  expect(Object.keys(history.a!)).toEqual(['logloss'])
  expect(history.a!.logloss).toHaveLength(2)
})
