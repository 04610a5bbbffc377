import { log32 } from '../../libm/log32.ts'
import type { Targets } from '../../training/targets.ts'
import type { XgboostParams } from '../params.ts'
import { classesOf } from './objectives.ts'

const { fround } = Math

/**
 * Intercept in user space, one a class: given, or estimated from the labels.
 *
 *   squared error   weighted mean of the labels
 *   logistic        weighted share of the positive rows
 *   either, with scale_pos_weight ≠ 1   one Newton step from margin 0
 *   softprob        ln(share of the class + 1e-6), minus the mean of these
 */
export function interceptOf(targets: Targets, params: XgboostParams): Float32Array {
  const { baseScore, objective, scalePosWeight } = params
  if (baseScore !== undefined) return new Float32Array(classesOf(params)).fill(baseScore)
  if (objective === 'multi:softprob') return classLogs(targets, params.numClass)
  const isEven = Math.abs(fround(scalePosWeight) - 1) <= 1e-6
  return Float32Array.of(isEven ? weightedMean(targets) : newtonStep(targets, params))
}

/** 1 / (1 + e^−x) as the original rounds it. */
function sigmoid(margin: number): number {
  const grown = fround(fround(Math.exp(Math.min(fround(-margin), fround(88.7)))) + 1)
  return fround(1 / fround(grown + fround(1e-16)))
}

function weightSum({ labels, weights }: Targets): number {
  return weights ? weights.reduce((sum, weight) => sum + weight, 0) : labels.length
}

function weightedMean(targets: Targets): number {
  const { labels, weights } = targets
  const total = weightSum(targets)
  let sum = 0
  for (let row = 0; row < labels.length; row++) sum += (labels[row]! / total) * (weights ? weights[row]! : 1)
  return sum
}

/** −ΣG / ΣH at margin 0, as a prediction. */
function newtonStep({ labels, weights }: Targets, params: XgboostParams): number {
  const isLogistic = params.objective === 'binary:logistic'
  const positive = fround(params.scalePosWeight)
  let gradients = 0
  let hessians = 0
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!
    const weight = fround((weights ? weights[row]! : 1) * (label === 1 ? positive : 1))
    gradients += fround(fround((isLogistic ? 0.5 : 0) - label) * weight)
    hessians += fround((isLogistic ? 0.25 : 1) * weight)
  }
  const step = fround(-gradients / Math.max(hessians, 1e-6))
  return isLogistic ? sigmoid(step) : step
}

/** Weights of the classes are summed in float32. */
function classLogs(targets: Targets, classes: number): Float32Array {
  const { labels, weights } = targets
  const total = weightSum(targets)
  const counts = new Float32Array(classes)
  for (let row = 0; row < labels.length; row++) counts[labels[row]!]! += weights ? weights[row]! : 1
  const logs = counts.map((count) => log32(fround(fround(count / total) + fround(1e-6))))
  const mean = logs.reduce((sum, log) => fround(sum + fround(log / classes)), 0)
  return logs.map((log) => log - mean)
}
