import type { Measured } from './measured.ts'

/**
 * Chance that a positive row scores above a negative one, a tie being half a chance. With one class only: 1.
 *
 *   Σ over positives (weight of negatives below + ½ · weight of negatives level) ÷ (positives · negatives)
 */
export function areaUnderCurve(measured: Measured): number {
  return measured.weights ? weighted(measured, measured.weights) : counted(measured)
}

/** Whole numbers of rows add without error, so each class can be sorted for itself, which is quick. */
function counted({ labels, scores }: Measured): number {
  const positives = scores.filter((_, row) => labels[row]! > 0).sort()
  const negatives = scores.filter((_, row) => labels[row]! <= 0).sort()
  if (positives.length === 0 || negatives.length === 0) return 1
  let won = 0
  let below = 0
  let notAbove = 0
  for (const score of positives) {
    while (below < negatives.length && negatives[below]! < score) below++
    while (notAbove < negatives.length && negatives[notAbove]! <= score) notAbove++
    won += (below + notAbove) / 2
  }
  return won / (positives.length * negatives.length)
}

/** From the highest score down, ties together: in the original's order of additions. */
function weighted({ labels, scores }: Measured, weights: Float32Array): number {
  const order = Uint32Array.from(labels, (_, row) => row).sort((a, b) => scores[b]! - scores[a]!)
  let level = scores[order[0]!]!
  let [won, positives, total, levelPositives, levelNegatives] = [0, 0, 0, 0, 0]
  const closeLevel = () => {
    won += levelNegatives * (levelPositives * 0.5 + positives)
    positives += levelPositives
    levelPositives = levelNegatives = 0
  }
  for (const row of order) {
    if (scores[row] !== level) closeLevel()
    level = scores[row]!
    const isPositive = labels[row]! > 0
    if (isPositive) levelPositives += weights[row]!
    else levelNegatives += weights[row]!
  }
  closeLevel()
  for (const weight of weights) total += weight
  return positives > 0 && positives !== total ? won / (positives * (total - positives)) : 1
}
