import { QtError } from '../../../core/error.ts'
import { EPSILON, sigmoidOf, softmaxInto } from './objectives.ts'
import type { LightgbmObjective } from './params.ts'

export type LightgbmMetric =
  | 'l2'
  | 'rmse'
  | 'l1'
  | 'binary_logloss'
  | 'binary_error'
  | 'auc'
  | 'multi_logloss'
  | 'multi_error'

/** What a metric measures: raw scores against labels. */
export interface Measured {
  /** [rows], float32 as LightGBM keeps them; so are weights. */
  readonly labels: Float32Array
  readonly weights?: Float32Array | undefined
  /** [classes][rows] */
  readonly scores: readonly Float64Array[]
  readonly sigmoid: number
}

interface Definition {
  readonly objective: LightgbmObjective
  readonly isHigherBetter: boolean
  readonly measure: (measured: Measured) => number
}

/** −ln ε, which the original computes in float32. */
const LARGEST_LOSS = -Math.fround(Math.log(EPSILON))

function logLoss(probability: number): number {
  return probability > EPSILON ? -Math.log(probability) : LARGEST_LOSS
}

/** Weighted mean of a loss of each row. */
function mean({ labels, weights }: Measured, loss: (row: number) => number): number {
  let sum = 0
  let total = 0
  for (let row = 0; row < labels.length; row++) {
    const weight = weights ? weights[row]! : 1
    sum += loss(row) * weight
    total += weight
  }
  return sum / total
}

function squaredError(measured: Measured): number {
  const { labels, scores } = measured
  return mean(measured, (row) => (scores[0]![row]! - labels[row]!) ** 2)
}

function absoluteError(measured: Measured): number {
  const { labels, scores } = measured
  return mean(measured, (row) => Math.abs(scores[0]![row]! - labels[row]!))
}

function binaryLogLoss(measured: Measured): number {
  const { labels, scores, sigmoid } = measured
  return mean(measured, (row) => {
    const probability = sigmoidOf(scores[0]![row]!, sigmoid)
    return logLoss(labels[row]! > 0 ? probability : 1 - probability)
  })
}

function binaryError(measured: Measured): number {
  const { labels, scores, sigmoid } = measured
  return mean(measured, (row) => {
    const isPositive = sigmoidOf(scores[0]![row]!, sigmoid) > 0.5
    return Number(isPositive !== labels[row]! > 0)
  })
}

/** Chance that a positive row scores above a negative one, a tie being half a chance. One class only: 1. */
function areaUnderCurve({ labels, weights, scores }: Measured): number {
  const score = scores[0]!
  const order = Uint32Array.from(labels, (_, row) => row).sort((a, b) => score[b]! - score[a]!)
  let tied = score[order[0]!]!
  let [won, positives, negatives, tiedPositive, tiedNegative] = [0, 0, 0, 0, 0]
  const closeTie = () => {
    won += tiedNegative * (tiedPositive * 0.5 + positives)
    positives += tiedPositive
    negatives += tiedNegative
    tiedPositive = tiedNegative = 0
  }
  for (const row of order) {
    if (score[row] !== tied) closeTie()
    tied = score[row]!
    const weight = weights ? weights[row]! : 1
    if (labels[row]! > 0) tiedPositive += weight
    else tiedNegative += weight
  }
  closeTie()
  return positives > 0 && negatives > 0 ? won / (positives * negatives) : 1
}

/** Probabilities of each row in turn. */
function eachSoftmax({ scores }: Measured): (row: number) => Float64Array {
  const chances = new Float64Array(scores.length)
  return (row) => {
    for (let k = 0; k < chances.length; k++) chances[k] = scores[k]![row]!
    return softmaxInto(chances)
  }
}

function multiLogLoss(measured: Measured): number {
  const softmax = eachSoftmax(measured)
  return mean(measured, (row) => logLoss(softmax(row)[measured.labels[row]!]!))
}

/** A row is wrong unless its class alone has the largest probability. */
function multiError(measured: Measured): number {
  const softmax = eachSoftmax(measured)
  return mean(measured, (row) => {
    const chances = softmax(row)
    const own = chances[measured.labels[row]!]!
    return Number(chances.filter((chance) => chance >= own).length > 1)
  })
}

const METRICS: { readonly [name in LightgbmMetric]: Definition } = {
  l2: { objective: 'regression', isHigherBetter: false, measure: squaredError },
  rmse: {
    objective: 'regression',
    isHigherBetter: false,
    measure: (measured) => Math.sqrt(squaredError(measured)),
  },
  l1: { objective: 'regression', isHigherBetter: false, measure: absoluteError },
  binary_logloss: { objective: 'binary', isHigherBetter: false, measure: binaryLogLoss },
  binary_error: { objective: 'binary', isHigherBetter: false, measure: binaryError },
  auc: { objective: 'binary', isHigherBetter: true, measure: areaUnderCurve },
  multi_logloss: { objective: 'multiclass', isHigherBetter: false, measure: multiLogLoss },
  multi_error: { objective: 'multiclass', isHigherBetter: false, measure: multiError },
}

/** The metrics asked for, each once; without any the objective's own loss. */
export function metricsFor(
  objective: LightgbmObjective,
  asked: readonly LightgbmMetric[] | undefined,
): LightgbmMetric[] {
  const known = Object.entries(METRICS)
    .filter(([, metric]) => metric.objective === objective)
    .map(([name]) => name as LightgbmMetric)
  const odd = asked?.find((name) => !known.includes(name))
  if (odd !== undefined) {
    throw new QtError('config', `LightGBM parameter metric: ${odd}`, `allowed for ${objective}: ${known.join(', ')}`)
  }
  return asked && asked.length > 0 ? [...new Set(asked)] : known.slice(0, 1)
}

/** Value of a metric. */
export function measure(metric: LightgbmMetric, measured: Measured): number {
  return METRICS[metric].measure(measured)
}

export function isHigherBetter(metric: LightgbmMetric): boolean {
  return METRICS[metric].isHigherBetter
}
