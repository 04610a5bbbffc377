import * as tf from '@tensorflow/tfjs'
import { Initialiser } from '../../../../src/models/nets/initialiser.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import { batchNorm } from '../../../../src/models/nets/layers/batch-norm.ts'
import { drawMask, dropout } from '../../../../src/models/nets/layers/dropout.ts'
import { linear } from '../../../../src/models/nets/layers/linear.ts'
import type { Head, Net } from '../../../../src/models/nets/net.ts'
import type { Recipe } from '../../../../src/models/nets/training/recipe.ts'
import { ADAM } from '../../../../src/models/nets/training/recipe-for.ts'
import type { SeriesColumn } from '../../../../src/models/nets/windows/panel.ts'
import { type Target, targetOf } from '../../../../src/models/nets/windows/target.ts'
import { usableWindows } from '../../../../src/models/nets/windows/usable.ts'
import type { WindowSet } from '../../../../src/models/nets/windows/window-set.ts'

export interface LinearNetShape {
  readonly inputLength: number
  readonly horizon: number
  readonly head?: Head
  /** Share of the inputs dropped in training. */
  readonly dropout?: number
  /** Batch normalisation of the inputs. */
  readonly hasNorm?: boolean
  readonly seed?: number
}

const SIZES = {
  point: () => 1,
  quantiles: (head: Head) => (head.kind === 'quantiles' ? head.levels.length : 0),
  classes: (head: Head) => (head.kind === 'classes' ? head.count : 0),
}

/** The smallest net there is: one matrix, on request with dropout and batch normalisation before it. */
export function linearNet(kit: Kit, shape: LinearNetShape): Net {
  const {
    inputLength,
    horizon,
    head = { kind: 'point' },
    dropout: rate = 0,
    hasNorm = false,
    seed = 1,
  } = shape
  const weights = new Initialiser(kit, seed)
  const levels = SIZES[head.kind](head)
  const outputs = head.kind === 'classes' ? levels : horizon * levels
  const { weight, bias } = weights.linear('linear', inputLength, outputs)
  const gain = hasNorm ? weights.constant('norm.weight', [inputLength], 1) : undefined
  const offset = hasNorm ? weights.constant('norm.bias', [inputLength], 0) : undefined
  const mean = hasNorm ? weights.keep('norm.running_mean', [inputLength], 0) : undefined
  const variance = hasNorm ? weights.keep('norm.running_var', [inputLength], 1) : undefined
  return {
    kind: 'dlinear',
    config: { inputLength, horizon, head },
    inputLength,
    horizon,
    head,
    weights,
    forward(own, { history, samples, channels }, mode) {
      const normed = gain
        ? batchNorm(own, history, { gain, offset } as never, { mean, variance } as never, mode)
        : history
      const y = linear(own, dropout(own, normed, drawMask(mode, rate)), weight, bias)
      if (head.kind === 'classes') return tf.mean(tf.reshape(y, [samples, channels, levels]), 1)
      return tf.reshape(y, [samples * channels, horizon, levels])
    },
  }
}

/** A small recipe, with what a test changes of it. */
export function recipeOf(changes: Partial<Recipe> = {}): Recipe {
  return {
    batch: 32,
    microBatch: 32,
    steps: 60,
    learningRate: 0.01,
    schedule: { kind: 'constant' },
    optimiser: ADAM,
    loss: { kind: 'mse' },
    lossScale: 'scaled',
    scaling: 'standard',
    evaluateEvery: 20,
    patience: 100,
    ...changes,
  }
}

/** The windows of one series whose origins lie in [from, to). */
export function windowsOf(
  channels: readonly SeriesColumn[],
  net: Pick<Net, 'inputLength' | 'horizon' | 'head'>,
  [from, to]: readonly [number, number],
  beside: { labels?: ArrayLike<number>; weights?: ArrayLike<number> } = {},
  target: Target = targetOf(net.head),
): WindowSet {
  const origins = Uint32Array.from({ length: to - from }, (_, i) => from + i)
  const { inputLength, horizon } = net
  return usableWindows([{ channels, ...beside }], { inputLength, horizon, target, origins: [origins] }).set
}

/** `rows` values of a function of the row. */
export function series(rows: number, valueAt: (row: number) => number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => valueAt(row))
}
