import { QtError } from '../../../core/error.ts'
import { checkChoice, checkRate, checkSeed, checkWhole } from '../check.ts'
import type { Head, Net } from '../net.ts'
import { checkAlive } from '../weights.ts'
import { checkLengths } from '../windows/check-lengths.ts'
import { checkScaling } from '../windows/statistics.ts'
import type { WindowSet } from '../windows/window-set.ts'
import { checkResume } from './check-resume.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { Loss, Recipe } from './recipe.ts'
import { checkRecipeMembers } from './recipe-members.ts'

interface Training {
  readonly train: WindowSet
  readonly validation?: WindowSet
  readonly recipe: Recipe
  readonly seed: number
  readonly resume?: Checkpoint
  readonly checkpointEvery?: number
}

/** @throws QtError `usage` for options, `data` for windows that cannot be trained with, before anything is */
export function checkTraining(net: Net, training: Training): void {
  const { train, validation, recipe, seed, resume, checkpointEvery } = training
  checkAlive(net)
  checkSeed(seed)
  checkRecipe(recipe)
  if (checkpointEvery !== undefined) checkWhole('checkpointEvery', checkpointEvery)
  checkLoss(recipe.loss, net.head)
  if (recipe.judge) checkLoss(recipe.judge, net.head)
  checkWindows('training', net, train)
  if (validation) checkWindows('validation', net, validation)
  if (resume) checkResume(resume, training)
}

/** @throws QtError `usage` for options, `data` for windows that cannot be evaluated */
export function checkEvaluation(
  net: Net,
  set: WindowSet,
  { loss, scaling, microBatch }: Pick<Recipe, 'loss' | 'scaling' | 'microBatch'>,
): void {
  checkAlive(net)
  checkWhole('microBatch of the recipe', microBatch)
  checkLoss(loss, net.head)
  checkScaling(scaling)
  checkWindows('evaluation', net, set)
}

/** @throws QtError `usage` for numbers that no training can have */
export function checkRecipe(recipe: Recipe): void {
  checkRecipeMembers(recipe)
  const { batch, microBatch, steps, evaluateEvery, patience, optimiser } = recipe
  const counts = { batch, microBatch, steps, evaluateEvery, patience }
  for (const [name, value] of Object.entries(counts)) checkWhole(`${name} of the recipe`, value)
  checkAbove('learningRate', recipe.learningRate)
  if (recipe.clipNorm !== undefined) checkAbove('clipNorm', recipe.clipNorm)
  if (recipe.averaging !== undefined) checkRate('averaging', recipe.averaging)
  checkChoice('optimiser', optimiser.kind, ['adam', 'adamw'])
  if (!(optimiser.weightDecay >= 0 && Number.isFinite(optimiser.weightDecay))) {
    throw new QtError('usage', `weightDecay: ${optimiser.weightDecay}`, 'allowed: a number from 0')
  }
  checkAbove('epsilon of the optimiser', optimiser.epsilon)
  checkRate('beta1 of the optimiser', optimiser.beta1)
  checkRate('beta2 of the optimiser', optimiser.beta2)
  checkSchedule(recipe)
  checkScaling(recipe.scaling)
  checkChoice('lossScale', recipe.lossScale, ['scaled', 'original'])
}

function checkSchedule({ schedule, steps }: Recipe): void {
  checkChoice('schedule', schedule.kind, ['constant', 'warm-up', 'halving', 'type3', 'one-cycle'])
  if (schedule.kind === 'warm-up') checkWhole('warm-up steps of the schedule', schedule.steps)
  if (schedule.kind === 'halving') checkWhole('halvings of the schedule', schedule.times, 0)
  if (schedule.kind === 'type3') checkAbove('firstPass of the schedule', schedule.firstPass ?? 1)
  if (schedule.kind !== 'one-cycle') return
  const top = schedule.rise * steps - 1
  if (top > 0 && top < steps - 1) return
  const hint = 'it goes up and down: a rise between 0 and 1 of at least two steps'
  throw new QtError('usage', `rise of the schedule: ${schedule.rise} of ${steps} steps`, hint)
}

const HEADS = {
  mse: 'point',
  mae: 'point',
  huber: 'point',
  pinball: 'quantiles',
  'cross-entropy': 'classes',
} as const satisfies Record<Loss['kind'], Head['kind']>

function checkLoss(loss: Loss, head: Head): void {
  const { kind } = loss
  checkChoice('loss', kind, Object.keys(HEADS) as Loss['kind'][])
  if (loss.kind === 'huber') checkAbove('delta of the loss', loss.delta)
  if (HEADS[kind] === head.kind) return
  const fitting = Object.keys(HEADS).filter((loss) => HEADS[loss as Loss['kind']] === head.kind)
  const hint = `allowed for this head: ${fitting.join(', ')}`
  throw new QtError('usage', `loss ${kind} of a net whose head is of kind ${head.kind}`, hint)
}

function checkWindows(what: string, net: Net, set: WindowSet): void {
  checkLengths(`${what} windows`, set, net, 'the net was made for')
  if (set.originOf.length === 0)
    throw new QtError('data', `no ${what} window`, 'each was unknown or had no weight')
  if (net.head.kind === 'classes') checkLabels(what, set, net.head.count)
}

function checkLabels(what: string, { panels, panelOf, originOf }: WindowSet, count: number): void {
  originOf.forEach((origin, window) => {
    const label = panels[panelOf[window]!]!.labels?.[origin - 1]
    if (label !== undefined && Number.isInteger(label) && label >= 0 && label < count) return
    const hint = `allowed: whole numbers 0 … ${count - 1}`
    throw new QtError('data', `label ${label} of the ${what} window with origin ${origin}`, hint)
  })
}

function checkAbove(name: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return
  throw new QtError('usage', `${name}: ${value}`, 'allowed: a number above 0')
}
