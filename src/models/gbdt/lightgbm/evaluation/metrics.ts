import { QtError } from '../../../../core/error.ts'
import { log64 } from '../../libm/log64.ts'
import { EPSILON } from '../constants.ts'
import type { LightgbmMetric, LightgbmObjective } from '../param-types.ts'
import { areaUnderCurve } from './auc.ts'
import type { Measured } from './measured.ts'

export type { LightgbmMetric } from '../param-types.ts'

interface Definition {
  readonly objective: LightgbmObjective
  readonly isHigherBetter: boolean
  readonly measure: (measured: Measured) => number
}

/** −ln ε, which the original computes in float32. */
const LARGEST_LOSS = -Math.fround(Math.log(EPSILON))

function logLoss(probability: number): number {
  return probability > EPSILON ? -log64(probability) : LARGEST_LOSS
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
  const { labels, outputs } = measured
  return mean(measured, (row) => (outputs[row]! - labels[row]!) ** 2)
}

function absoluteError(measured: Measured): number {
  const { labels, outputs } = measured
  return mean(measured, (row) => Math.abs(outputs[row]! - labels[row]!))
}

function binaryLogLoss(measured: Measured): number {
  const { labels, outputs } = measured
  return mean(measured, (row) => logLoss(labels[row]! > 0 ? outputs[row]! : 1 - outputs[row]!))
}

function binaryError(measured: Measured): number {
  const { labels, outputs } = measured
  return mean(measured, (row) => Number(outputs[row]! > 0.5 !== labels[row]! > 0))
}

function multiLogLoss(measured: Measured): number {
  const { labels, outputs } = measured
  const classes = outputs.length / labels.length
  return mean(measured, (row) => logLoss(outputs[row * classes + labels[row]!]!))
}

/** A row is wrong unless its class alone has the largest probability. */
function multiError(measured: Measured): number {
  const { labels, outputs } = measured
  const classes = outputs.length / labels.length
  return mean(measured, (row) => {
    const chances = outputs.subarray(row * classes, (row + 1) * classes)
    const own = chances[labels[row]!]!
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
    throw new QtError(
      'usage',
      `LightGBM parameter metric: ${odd}`,
      `allowed for ${objective}: ${known.join(', ')}`,
    )
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
