import { generalText } from '../../file/general-text.ts'
import { log64 } from '../../libm/log64.ts'
import type { Targets } from '../../training/targets.ts'
import { EPSILON } from '../constants.ts'
import type { LightgbmParams } from '../param-types.ts'

/** What is to be learnt, as the boosting loop needs to know it. */
export interface Objective {
  /** Line of the model file. */
  readonly line: string
  /** Trees a round. */
  readonly classes: number
  /** Score to begin with, of each class. */
  readonly startScores: readonly number[]
  /** Classes that there is something to learn about; the others keep their first score. */
  readonly isTrained: readonly boolean[]
  /** Weight of negative and positive labels (binary). */
  readonly labelWeights: readonly [number, number]
}

/** The objective for these targets, whose labels are checked. */
export function makeObjective(params: LightgbmParams, targets: Targets): Objective {
  if (params.objective === 'regression') return regression(targets)
  return params.objective === 'binary' ? binary(params, targets) : multiclass(params, targets)
}

/** Start: the weighted mean of the labels. */
function regression({ labels, weights }: Targets): Objective {
  let sum = 0
  let total = 0
  for (let i = 0; i < labels.length; i++) {
    sum += weights ? labels[i]! * weights[i]! : labels[i]!
    total += weights ? weights[i]! : 1
  }
  return {
    line: 'regression',
    classes: 1,
    startScores: [sum / total],
    isTrained: [true],
    labelWeights: [1, 1],
  }
}

/** Start: the log odds of the positives' share, ln(p / (1 − p)) / σ. */
function binary(params: LightgbmParams, { labels, weights }: Targets): Objective {
  let positiveCount = 0
  let sum = 0
  let total = 0
  for (let i = 0; i < labels.length; i++) {
    const weight = weights ? weights[i]! : 1
    total += weight
    if (labels[i] === 0) continue
    positiveCount++
    sum += weight
  }
  const negativeCount = labels.length - positiveCount
  const share = Math.max(Math.min(sum / total, 1 - EPSILON), EPSILON)
  return {
    line: `binary sigmoid:${generalText(params.sigmoid, 6)}`,
    classes: 1,
    startScores: [log64(share / (1 - share)) / params.sigmoid],
    isTrained: [positiveCount > 0 && negativeCount > 0],
    labelWeights: labelWeights(params, negativeCount, positiveCount),
  }
}

function labelWeights(params: LightgbmParams, negatives: number, positives: number): [number, number] {
  const isRaised = params.isUnbalance && positives > 0 && negatives > 0
  const negative = isRaised && positives > negatives ? positives / negatives : 1
  const positive = isRaised && positives <= negatives ? negatives / positives : 1
  return [negative, positive * params.scalePosWeight]
}

/** Start: the logarithm of each class' share. */
function multiclass(params: LightgbmParams, { labels, weights }: Targets): Objective {
  const sums = new Array<number>(params.numClass).fill(0)
  let total = 0
  for (let i = 0; i < labels.length; i++) {
    const weight = weights ? weights[i]! : 1
    sums[labels[i]!]! += weight
    total += weight
  }
  const shares = sums.map((sum) => sum / total)
  return {
    line: `multiclass num_class:${params.numClass}`,
    classes: params.numClass,
    startScores: shares.map((share) => log64(Math.max(EPSILON, share))),
    isTrained: shares.map((share) => share > EPSILON && share < 1 - EPSILON),
    labelWeights: [1, 1],
  }
}
