import { QtError } from '../../../core/error.ts'
import { generalText } from './general-text.ts'
import { naturalLog } from './natural-log.ts'
import type { LightgbmParams } from './params.ts'

/** LightGBM's ε: the float32 1e-15, widened. */
export const EPSILON = Math.fround(1e-15)

/** p = 1 / (1 + e^(−σ · score)) */
export function sigmoidOf(score: number, sigmoid: number): number {
  return 1 / (1 + Math.exp(-sigmoid * score))
}

/** Scores become probabilities, in place: e^(s − max) / Σ. */
export function softmaxInto(scores: Float64Array): Float64Array {
  const most = scores.reduce((a, b) => Math.max(a, b))
  let sum = 0
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp(scores[k]! - most)
    sum += scores[k]!
  }
  for (let k = 0; k < scores.length; k++) scores[k]! /= sum
  return scores
}

/** Labels and weights of the rows trained on, float32 as LightGBM keeps them. */
export interface Targets {
  readonly labels: Float32Array
  readonly weights?: Float32Array | undefined
}

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

/**
 * The objective for these targets.
 *
 * @throws QtError on labels that it cannot have
 */
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
  return { line: 'regression', classes: 1, startScores: [sum / total], isTrained: [true], labelWeights: [1, 1] }
}

/** Start: the log odds of the positives' share, ln(p / (1 − p)) / σ. */
function binary(params: LightgbmParams, { labels, weights }: Targets): Objective {
  let positiveCount = 0
  let sum = 0
  let total = 0
  for (let i = 0; i < labels.length; i++) {
    const weight = weights ? weights[i]! : 1
    total += weight
    if (checkClass(labels[i]!, i, 2) === 0) continue
    positiveCount++
    sum += weight
  }
  const negativeCount = labels.length - positiveCount
  const share = Math.max(Math.min(sum / total, 1 - EPSILON), EPSILON)
  return {
    line: `binary sigmoid:${generalText(params.sigmoid, 6)}`,
    classes: 1,
    startScores: [naturalLog(share / (1 - share)) / params.sigmoid],
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
    sums[checkClass(labels[i]!, i, params.numClass)]! += weight
    total += weight
  }
  const shares = sums.map((sum) => sum / total)
  return {
    line: `multiclass num_class:${params.numClass}`,
    classes: params.numClass,
    startScores: shares.map((share) => naturalLog(Math.max(EPSILON, share))),
    isTrained: shares.map((share) => share > EPSILON && share < 1 - EPSILON),
    labelWeights: [1, 1],
  }
}

function checkClass(label: number, row: number, classes: number): number {
  if (Number.isInteger(label) && label >= 0 && label < classes) return label
  throw new QtError('usage', `label of row ${row}: ${label}`, `allowed: whole numbers from 0 to ${classes - 1}`)
}
