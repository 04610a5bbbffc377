import { nhitsConfig } from '../../../src/models/nets/nhits/config.ts'
import { ADAM } from '../../../src/models/nets/training/recipe-for.ts'
import type { Sampling, ShippedRecipe } from './recipe.ts'

/**
 * Three blocks of the paper on 480 values, a batch of 256 windows drawn from all channels; the loss, the dropout and
 * the rate are those of the published long-horizon runs. What they do not have: windows are moved so that they end in
 * zero, and scaled by their own deviation; the net is the mean of the weights over the last hundred steps or so.
 */
export function nhitsRecipes(sampling: Sampling, horizon: number): readonly ShippedRecipe[] {
  const { dropout, steps } = BY_SAMPLING[sampling]
  const [pools, frequencies] = [
    [16, 8, 1],
    [24, 12, 1],
  ]
  return [
    {
      name: `480 values, 3 blocks of 2 × 512, pools ${pools.join('/')}, dropout ${dropout}`,
      channels: 'separate',
      validationStride: sampling === 'hourly' ? 4 : 16,
      net: { kind: 'nhits', config: nhitsConfig({ inputLength: 480, horizon, pools, frequencies, dropout }) },
      training: {
        batch: 256,
        microBatch: 256,
        steps,
        learningRate: 1e-3,
        schedule: { kind: 'halving', times: 4 },
        optimiser: ADAM,
        loss: { kind: 'huber', delta: 0.5 },
        judge: { kind: 'mae' },
        lossScale: 'original',
        scaling: 'last-standard',
        averaging: 0.99,
        evaluateEvery: 50,
        patience: 10,
      },
    },
  ]
}

/** Four times as many rows at hand: less is dropped, and there is more to learn. */
const BY_SAMPLING = {
  hourly: { dropout: 0.5, steps: 400 },
  'quarter-hourly': { dropout: 0.3, steps: 600 },
} as const
