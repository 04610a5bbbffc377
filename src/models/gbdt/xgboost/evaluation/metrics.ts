import { log32 } from '../../libm/log32.ts'
import { areaUnderCurve } from './auc.ts'
import type { Measured } from './measured.ts'

interface Metric {
  readonly isHigherBetter: boolean
  /** Predictions that it can look at: one a row, one a class, or either. */
  readonly looksAt: 'one' | 'classes' | 'either'
  readonly evaluate: (measured: Measured) => number
}

const LEAST = Math.fround(1e-16)
const { fround } = Math

/** Loss of one row, float32. */
type RowLoss = (measured: Measured, row: number) => number

/** Weighted mean of row losses: products in float32, sums in float64, as the original adds. */
function meanLoss(lossOf: RowLoss, finish: (mean: number) => number = (mean) => mean) {
  return (measured: Measured): number => {
    const { labels, weights } = measured
    let sum = 0
    let weightSum = 0
    for (let row = 0; row < labels.length; row++) {
      const weight = weights ? weights[row]! : 1
      sum += fround(lossOf(measured, row) * weight)
      weightSum += weight
    }
    return finish(weightSum === 0 ? sum : sum / weightSum)
  }
}

/** x · ln(max(y, 1e-16)); 0 for x = 0. */
function timesLog(x: number, y: number): number {
  return x === 0 ? 0 : fround(x * log32(Math.max(y, LEAST)))
}

const squaredLoss: RowLoss = ({ predictions, labels }, row) => {
  const error = fround(labels[row]! - predictions[row]!)
  return fround(error * error)
}

const logLoss: RowLoss = ({ predictions, labels }, row) => {
  const [label, p] = [labels[row]!, predictions[row]!]
  return fround(timesLog(-label, p) + timesLog(-fround(1 - label), fround(1 - p)))
}

const classLogLoss: RowLoss = ({ predictions, labels, classes }, row) =>
  -log32(Math.max(predictions[row * classes + labels[row]!]!, LEAST))

const wrongSide: RowLoss = ({ predictions, labels }, row) =>
  predictions[row]! > 0.5 ? fround(1 - labels[row]!) : labels[row]!

const wrongClass: RowLoss = ({ predictions, labels, classes }, row) => {
  let best = row * classes
  for (let k = best + 1; k < (row + 1) * classes; k++) if (predictions[k]! > predictions[best]!) best = k
  return best - row * classes === labels[row]! ? 0 : 1
}

const ofOne = (evaluate: Metric['evaluate']): Metric => ({ isHigherBetter: false, looksAt: 'one', evaluate })
const ofClasses = (evaluate: Metric['evaluate']): Metric => ({ ...ofOne(evaluate), looksAt: 'classes' })

export const METRICS = {
  rmse: ofOne(meanLoss(squaredLoss, Math.sqrt)),
  logloss: ofOne(meanLoss(logLoss)),
  mlogloss: ofClasses(meanLoss(classLogLoss)),
  error: ofOne(meanLoss(wrongSide)),
  merror: ofClasses(meanLoss(wrongClass)),
  auc: { isHigherBetter: true, looksAt: 'either', evaluate: areaUnderCurve },
} as const satisfies Record<string, Metric>

export type MetricName = keyof typeof METRICS

export const METRIC_NAMES = Object.keys(METRICS) as readonly MetricName[]
