import { Digest } from '../../../../src/core/hash.ts'
import { createNet } from '../../../../src/models/nets/create-net.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Recipe } from '../../../../src/models/nets/training/recipe.ts'
import { ADAM } from '../../../../src/models/nets/training/recipe-for.ts'
import { trainNet } from '../../../../src/models/nets/training/train.ts'
import { disposeNet, type WeightValues, weightsOf } from '../../../../src/models/nets/weights.ts'
import type { WindowSet } from '../../../../src/models/nets/windows/window-set.ts'
import type { NetBenchTask } from './net-task.ts'

/** A new net after some steps of training, batches cut and scaled on the way; nothing is validated. */
export function trainSteps(
  kit: Kit,
  task: NetBenchTask,
  train: WindowSet,
): ReadonlyMap<string, WeightValues> {
  const net = createNet(kit, task.spec, 1)
  try {
    trainNet(kit, net, { train, recipe: recipeOf(task), seed: 1 })
    return weightsOf(net)
  } finally {
    disposeNet(net)
  }
}

export function recipeOf({ batch, microBatch, steps, loss, scaling }: NetBenchTask): Recipe {
  return {
    batch,
    microBatch,
    steps,
    learningRate: 1e-3,
    schedule: { kind: 'constant' },
    optimiser: ADAM,
    loss: { kind: loss },
    lossScale: 'original',
    scaling,
    evaluateEvery: steps,
    patience: 1,
  }
}

/** Of every weight, to the bit. */
export function printOfWeights(weights: ReadonlyMap<string, WeightValues>): string {
  const digest = new Digest()
  for (const [name, { values }] of weights) digest.text(name).array(values)
  return digest.hex()
}
