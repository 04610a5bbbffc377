import type { Measured } from './measured.ts'

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

/** Rows that a number has room for beside a float32: 53 bits less 32. */
const MOST_PACKED_ROWS = 2 ** 21

/** Rows by falling score, equal ones by their numbers. */
function fallingOrder(scores: Float32Array): Uint32Array {
  if (scores.length <= MOST_PACKED_ROWS) return packedOrder(scores)
  return Uint32Array.from(scores, (_, row) => row).sort((a, b) => scores[b]! - scores[a]! || a - b)
}

/** Sorts whole numbers made of a key, smaller for a larger score, and the row: several times as fast. */
function packedOrder(scores: Float32Array): Uint32Array {
  const bits = new Int32Array(scores.map((score) => score + 0).buffer)
  const packed = new Float64Array(bits.length)
  for (let row = 0; row < bits.length; row++) {
    const key = bits[row]! < 0 ? bits[row]! >>> 0 : 0x7fffffff - bits[row]!
    packed[row] = key * MOST_PACKED_ROWS + row
  }
  packed.sort()
  const rows = new Uint32Array(bits.length)
  for (let i = 0; i < rows.length; i++) {
    rows[i] = packed[i]! - Math.floor(packed[i]! / MOST_PACKED_ROWS) * MOST_PACKED_ROWS
  }
  return rows
}
