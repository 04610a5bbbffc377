import type { Kit } from '../kit/kit.ts'
import type { Tensor } from '../kit/tensorflow.ts'
import type { Mode, Net } from '../net.ts'
import { cutWindows } from '../windows/cut.ts'
import { targetOf } from '../windows/target.ts'
import type { WindowSet } from '../windows/window-set.ts'
import { windowLosses } from './loss.ts'
import type { Recipe } from './recipe.ts'

/** The mean loss of a batch, weighted by the windows' weights, and its slope in every trained weight. */
export interface BatchGradients {
  readonly loss: number
  /** By the names of the weights; the caller disposes of them. */
  readonly gradients: ReadonlyMap<string, Tensor>
}

/**
 * Loss and gradients of a batch that goes through the net in parts: with the mean over the whole batch as the loss of
 * each part's windows, the parts' gradients simply add up. The net sees no more than `microBatch` windows at a time,
 * which bounds the memory; layers that measure the batch measure these.
 */
export function batchGradients(
  kit: Kit,
  net: Net,
  set: WindowSet,
  picks: Uint32Array,
  recipe: Recipe,
  mode: Mode,
): BatchGradients {
  const total = totalWeight(set, picks)
  let sum: BatchGradients | undefined
  for (let from = 0; from < picks.length; from += recipe.microBatch) {
    const part = picks.subarray(from, from + recipe.microBatch)
    const next = partGradients(kit, net, set, part, recipe, mode, total)
    sum = sum ? added(kit, sum, next) : next
  }
  return sum!
}

function partGradients(
  kit: Kit,
  net: Net,
  set: WindowSet,
  picks: Uint32Array,
  recipe: Recipe,
  mode: Mode,
  total: number,
): BatchGradients {
  const { tf } = kit
  const names = [...net.weights.trained.keys()]
  const { value, grads } = tf.tidy(() => {
    const batch = cutWindows(kit, set, picks, recipe.scaling, targetOf(net.head))
    const shares = Float32Array.from(picks, (_, sample) => (batch.weights?.[sample] ?? 1) / total)
    const loss = () => {
      const losses = windowLosses(kit, recipe, net.head, batch, net.forward(kit, batch.input, mode))
      return tf.sum(tf.mul(losses, tf.tensor1d(shares)))
    }
    return tf.engine().gradients(loss, [...net.weights.trained.values()], undefined, true)
  })
  const loss = value.dataSync()[0]!
  value.dispose()
  const reached = names.flatMap((name, i): [string, Tensor][] => (grads[i] ? [[name, grads[i]]] : []))
  return { loss, gradients: new Map(reached) }
}

function added({ tf }: Kit, sum: BatchGradients, next: BatchGradients): BatchGradients {
  const gradients = new Map<string, Tensor>()
  for (const [name, gradient] of sum.gradients) {
    const more = next.gradients.get(name)!
    gradients.set(name, tf.add(gradient, more))
    tf.dispose([gradient, more])
  }
  return { loss: sum.loss + next.loss, gradients }
}

function totalWeight({ panels, panelOf, originOf }: WindowSet, picks: Uint32Array): number {
  let total = 0
  for (const pick of picks) total += panels[panelOf[pick]!]!.weights?.[originOf[pick]! - 1] ?? 1
  return total
}
