import type { Kit } from '../kit/kit.ts'
import type { Net } from '../net.ts'
import { cutWindows } from '../windows/cut.ts'
import { targetOf } from '../windows/target.ts'
import type { WindowSet } from '../windows/window-set.ts'
import { checkEvaluation } from './check-training.ts'
import { windowLosses } from './loss.ts'
import type { Recipe } from './recipe.ts'

/**
 * The mean loss over all windows of a set, weighted by their weights: an incomplete last batch counts as much as its
 * windows do. Summed in float64. NaN when one of them holds an unknown value.
 *
 * @throws QtError `usage` for windows, a loss or a scaling that do not fit the net, `data` without windows
 */
export function evaluateNet(
  kit: Kit,
  net: Net,
  set: WindowSet,
  recipe: Pick<Recipe, 'loss' | 'lossScale' | 'scaling' | 'microBatch'>,
): number {
  checkEvaluation(net, set, recipe)
  const windows = set.originOf.length
  let [sum, total] = [0, 0]
  for (let from = 0; from < windows; from += recipe.microBatch) {
    const picks = range(from, Math.min(windows, from + recipe.microBatch))
    const { losses, weights } = lossesOf(kit, net, set, picks, recipe)
    for (let i = 0; i < losses.length; i++) {
      const weight = weights?.[i] ?? 1
      sum += weight * losses[i]!
      total += weight
    }
  }
  return sum / total
}

function lossesOf(
  kit: Kit,
  net: Net,
  set: WindowSet,
  picks: Uint32Array,
  recipe: Pick<Recipe, 'loss' | 'lossScale' | 'scaling'>,
): { losses: Float32Array; weights: Float32Array | undefined } {
  const { tf } = kit
  let weights: Float32Array | undefined
  const losses = tf.tidy(() => {
    const batch = cutWindows(kit, set, picks, recipe.scaling, targetOf(net.head))
    weights = batch.weights
    const output = net.forward(kit, batch.input, { training: false })
    return windowLosses(kit, recipe, net.head, batch, output)
  })
  const values = losses.dataSync<'float32'>()
  losses.dispose()
  return { losses: values, weights }
}

const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i)
