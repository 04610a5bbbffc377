import { QtError } from '../../core/error.ts'
import { createNet, type NetSpec } from './create-net.ts'
import type { Kit } from './kit/kit.ts'
import type { Net } from './net.ts'
import { predictNet } from './predict.ts'
import type { Recipe } from './training/recipe.ts'
import { type TrainingResult, trainNet } from './training/train.ts'
import { disposeNet, type WeightValues, weightsOf } from './weights.ts'
import type { Panel } from './windows/panel.ts'
import { targetOf } from './windows/target.ts'
import { type UsableWindows, usableWindows, windowsAt } from './windows/usable.ts'

/** Origins of windows, of each panel. */
export type PanelOrigins = readonly Uint32Array[]

/** One net to be fitted: plain data. */
export interface NetTask {
  readonly net: NetSpec
  readonly recipe: Recipe
  /** Of the first weights, the order of the windows and the dropout. */
  readonly seed: number
  readonly train: PanelOrigins
  /** Windows that decide when to stop and which weights are kept. */
  readonly validation?: PanelOrigins
  /** Windows to be predicted by the finished net. */
  readonly predict?: PanelOrigins
}

/** What became of the windows that a net was to learn from. */
export interface WindowReport {
  readonly used: number
  /** Left out: a value is unknown. */
  readonly unknown: number
  /** Left out: their weight is 0. */
  readonly weightless: number
  /** Used, though a channel does not move in them. */
  readonly constant: number
}

export interface NetFit extends TrainingResult {
  readonly weights: ReadonlyMap<string, WeightValues>
  /** Of the task's windows `predict`, panel by panel in their order, as `predictNet` lays them out. */
  readonly predictions?: Float32Array
  readonly windows: { readonly train: WindowReport; readonly validation?: WindowReport }
}

/**
 * Builds a net, trains it and predicts with it. Windows with unknown values are left out of training and reported;
 * their predictions are NaN.
 *
 * @throws QtError `usage` for a net or a recipe that cannot be, `data` for windows that cannot be learnt from, and for
 *   training that diverges
 */
export function fitNet(kit: Kit, panels: readonly Panel[], task: NetTask): NetFit {
  if (!task?.train)
    throw new QtError('usage', 'windows to train on: none given', 'name their origins, panel by panel')
  const net = createNet(kit, task.net, task.seed)
  try {
    const train = windowsFor(net, panels, task.train)
    const validation = task.validation && windowsFor(net, panels, task.validation)
    const { recipe, seed } = task
    const sets = { train: train.set, ...(validation ? { validation: validation.set } : {}) }
    const result = trainNet(kit, net, { ...sets, recipe, seed })
    return {
      ...result,
      weights: weightsOf(net),
      ...(task.predict ? { predictions: predictions(kit, net, panels, task.predict, recipe) } : {}),
      windows: { train: report(train), ...(validation ? { validation: report(validation) } : {}) },
    }
  } finally {
    disposeNet(net)
  }
}

function windowsFor(net: Net, panels: readonly Panel[], origins: PanelOrigins): UsableWindows {
  const { inputLength, horizon, head } = net
  return usableWindows(panels, { inputLength, horizon, target: targetOf(head), origins })
}

function predictions(
  kit: Kit,
  net: Net,
  panels: readonly Panel[],
  origins: PanelOrigins,
  { scaling, microBatch }: Recipe,
): Float32Array {
  const { inputLength, horizon } = net
  const set = windowsAt(panels, { inputLength, horizon, origins })
  return predictNet(kit, net, set, scaling, { batch: microBatch })
}

function report({ set, skipped, constant }: UsableWindows): WindowReport {
  return { used: set.originOf.length, ...skipped, constant }
}
