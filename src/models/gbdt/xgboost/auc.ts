import type { Measured } from './metrics.ts'

/** One class against the rest. */
interface ClassArea {
  /** Area under the curve of true over false positives, in weights. */
  readonly area: number
  readonly positives: number
  readonly negatives: number
}

const EMPTY: ClassArea = { area: 0, positives: 0, negatives: 0 }

/**
 * Area under the ROC curve. Several classes: each against the rest, weighted by the weight of its positives.
 * NaN when a class has only positive or only negative rows, as in the original.
 */
export function areaUnderCurve(measured: Measured): number {
  const { classes, labels, predictions } = measured
  if (classes === 1) return shareOf(classArea(predictions, labels, measured.weights))
  let sum = 0
  let positives = 0
  for (let k = 0; k < classes; k++) {
    const scores = labels.map((_, row) => predictions[row * classes + k]!)
    const isClass = labels.map((label) => (label === k ? 1 : 0))
    const one = classArea(scores, isClass, measured.weights)
    sum += shareOf(one) * one.positives
    positives += one.positives
  }
  return sum / positives
}

function shareOf({ area, positives, negatives }: ClassArea): number {
  return positives * negatives === 0 ? Number.NaN : area / (positives * negatives)
}

/** Trapezoids between changes of the score, scores falling. */
function classArea(scores: Float32Array, labels: Float32Array, weights: Float32Array | undefined): ClassArea {
  let area = 0
  let positives = 0
  let negatives = 0
  let positivesBefore = 0
  let negativesBefore = 0
  let last = Number.NaN
  const close = () => {
    area += (negatives - negativesBefore) * (positives + positivesBefore) * 0.5
    positivesBefore = positives
    negativesBefore = negatives
  }
  for (const row of fallingOrder(scores)) {
    if (scores[row] !== last) close()
    last = scores[row]!
    const weight = weights ? weights[row]! : 1
    negatives += (1 - labels[row]!) * weight
    positives += labels[row]! * weight
  }
  close()
  return positives <= 0 || negatives <= 0 ? EMPTY : { area, positives, negatives }
}

function fallingOrder(scores: Float32Array): Uint32Array {
  return Uint32Array.from(scores, (_, row) => row).sort((a, b) => scores[b]! - scores[a]! || a - b)
}
