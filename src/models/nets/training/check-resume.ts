import { QtError } from '../../../core/error.ts'
import type { WindowSet } from '../windows/window-set.ts'
import type { Checkpoint } from './checkpoint.ts'
import { dataOf } from './data-of.ts'
import type { Recipe } from './recipe.ts'

interface Started {
  readonly train: WindowSet
  readonly validation?: WindowSet
  readonly recipe: Recipe
  readonly seed: number
}

/** @throws QtError `usage` when a run would go on with another recipe, seed or data than it was started with */
export function checkResume(checkpoint: Checkpoint, started: Started): void {
  const before = checkpoint.recipe
  if (!before)
    throw new QtError('usage', 'what is to be resumed is no checkpoint', 'openCheckpoint reads one')
  const { recipe, train, seed } = started
  const changed = Object.keys({ ...before, ...recipe }).find(
    (name) => JSON.stringify(before[name as keyof Recipe]) !== JSON.stringify(recipe[name as keyof Recipe]),
  )
  const hint = 'go on with the recipe, the seed and the windows that the run was started with'
  if (changed) throw new QtError('usage', `the checkpoint was written under another recipe: ${changed}`, hint)
  const [then, now] = [checkpoint.passes.order.length, train.originOf.length]
  if (then !== now)
    throw new QtError('usage', `the checkpoint knows ${then} training windows, not ${now}`, hint)
  if (checkpoint.seed !== seed)
    throw new QtError('usage', `the checkpoint was written under seed ${checkpoint.seed}, not ${seed}`, hint)
  if (checkpoint.data !== dataOf(started))
    throw new QtError('usage', 'the checkpoint was written with other windows or other values in them', hint)
}
