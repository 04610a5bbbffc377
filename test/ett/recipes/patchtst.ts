import { patchtstConfig } from '../../../src/models/nets/patchtst/config.ts'
import { ADAM, type Sampling, type ShippedRecipe } from './recipe.ts'

/**
 * PatchTST/42. The published runs take 100 passes at a learning rate of 1e-4.
 * - hourly: five times that rate, constant, and the mean of the weights over the last hundred steps or so, need two
 *   passes; dropping a third of what the head reads keeps it from learning the training part by heart
 * - quarter-hourly: one cycle up to ten times that rate, and a quarter of the published width, need one pass
 */
export function patchtstRecipes(sampling: Sampling, horizon: number): readonly ShippedRecipe[] {
  const { size, training } = BY_SAMPLING[sampling]
  return [
    {
      name: `PatchTST/42, width ${size.width}, ${size.heads} heads, dropout ${size.dropout}`,
      channels: 'joint',
      validationStride: sampling === 'hourly' ? 4 : 16,
      net: { kind: 'patchtst', config: patchtstConfig({ inputLength: 336, horizon, ...size }) },
      training: {
        batch: 32,
        microBatch: 32,
        optimiser: ADAM,
        loss: { kind: 'mse' },
        lossScale: 'original',
        scaling: 'standard',
        ...training,
      },
    },
  ]
}

const BY_SAMPLING = {
  hourly: {
    size: { width: 16, heads: 4, feedForward: 128, dropout: 0.3, headDropout: 0.3 },
    training: {
      steps: 640,
      learningRate: 5e-4,
      schedule: { kind: 'constant' },
      averaging: 0.99,
      evaluateEvery: 40,
      patience: 5,
    },
  },
  'quarter-hourly': {
    size: { width: 32, heads: 4, feedForward: 128, dropout: 0.2 },
    training: {
      steps: 1200,
      learningRate: 1e-3,
      schedule: { kind: 'one-cycle', rise: 0.3, cycleMomentum: true },
      evaluateEvery: 100,
      patience: 12,
    },
  },
} as const
