import { nhitsConfig } from '../../../src/models/nets/nhits/config.ts'
import { ADAM, type Sampling, type ShippedRecipe } from './recipe.ts'

/**
 * Three blocks of the paper on 480 values, a batch of 256 windows drawn from all channels. Windows are moved so that
 * they end in zero; heavy dropout, few steps: after some hundred of them validation only worsens.
 */
export function nhitsRecipes(sampling: Sampling, horizon: number): readonly ShippedRecipe[] {
  const { dropout, steps, pools, scaling } = BY_SAMPLING[sampling]
  const frequencies = [24, 12, 1]
  return [
    {
      name: `480 values, 3 blocks of 2 × 512, pools ${pools.join('/')}, dropout ${dropout}`,
      channels: 'separate',
      validationStride: sampling === 'hourly' ? 4 : 16,
      net: {
        kind: 'nhits',
        config: nhitsConfig({ inputLength: 480, horizon, pools, frequencies, dropout }),
      },
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
        scaling,
        evaluateEvery: 50,
        patience: 10,
      },
    },
  ]
}

const BY_SAMPLING = {
  hourly: { dropout: 0.5, steps: 400, pools: [16, 8, 1], scaling: 'last' },
  'quarter-hourly': { dropout: 0.3, steps: 600, pools: [8, 4, 1], scaling: 'last-standard' },
} as const
