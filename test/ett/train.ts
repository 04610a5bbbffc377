import { createNet } from '../../src/models/nets/create-net.ts'
import type { Kit } from '../../src/models/nets/kit/kit.ts'
import type { Net } from '../../src/models/nets/net.ts'
import { predictNet } from '../../src/models/nets/predict.ts'
import { trainNet } from '../../src/models/nets/training/train.ts'
import { type Benchmark, type Windows, windowsOf } from './benchmark.ts'
import type { Forecaster } from './judge.ts'
import type { Outcome } from './outcome.ts'
import type { ShippedRecipe } from './recipes/recipe.ts'

/** Something fitted, ready to be scored. */
export interface Fitted {
  readonly forecaster: Forecaster
  /** The windows it reads, every one of them. */
  readonly windows: Windows
  readonly training?: NonNullable<Outcome['training']>
}

/** How far the training of a net has come. */
export interface Progress {
  readonly step: number
  readonly steps: number
  readonly validationLoss: number
  readonly secondsLeft: number
}

/** Trains a shipped recipe with one seed. Whoever is done with the net disposes it. */
export function trained(
  kit: Kit,
  benchmark: Benchmark,
  shipped: ShippedRecipe,
  seed: number,
  onProgress: (progress: Progress) => void,
): Fitted & { readonly net: Net } {
  const { net: spec, training: recipe, channels, validationStride } = shipped
  const { inputLength, horizon } = spec.config
  const windows: Windows = { inputLength, horizon, channels, stride: 1 }
  const net = createNet(kit, spec, seed)
  const begin = performance.now()
  const result = trainNet(kit, net, {
    train: windowsOf(benchmark, 'train', windows),
    validation: windowsOf(benchmark, 'validation', { ...windows, stride: validationStride }),
    recipe,
    seed,
    onEvaluation: ({ step, validationLoss }) => {
      const secondsLeft = ((performance.now() - begin) / 1000 / step) * (recipe.steps - step)
      onProgress({ step, steps: recipe.steps, validationLoss: validationLoss!, secondsLeft })
    },
  })
  const { steps, skippedSteps, stopped, best } = result
  return {
    net,
    windows,
    training: { steps, skippedSteps, stopped, bestStep: best?.step ?? Number.NaN },
    forecaster: (some) => predictNet(kit, net, some, recipe.scaling),
  }
}
