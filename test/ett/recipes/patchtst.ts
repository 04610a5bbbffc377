import { patchtstConfig } from '../../../src/models/nets/patchtst/config.ts'
import type { Recipe } from '../../../src/models/nets/training/recipe.ts'
import { ADAM } from '../../../src/models/nets/training/recipe-for.ts'
import type { Sampling, ShippedRecipe } from './recipe.ts'

interface Candidate {
  readonly size: Readonly<Record<'width' | 'heads' | 'feedForward' | 'dropout', number>> & {
    readonly headDropout?: number
  }
  readonly training: Pick<Recipe, 'learningRate' | 'schedule' | 'steps' | 'evaluateEvery' | 'patience'> &
    Partial<Recipe>
}

/**
 * PatchTST/42. The published runs take 100 passes at a learning rate of 1e-4, and the best of them on validation.
 * - hourly: the published size. Three or five times that rate, constant after a slow start, and the mean of the weights
 *   over the last hundred steps or so, need two or three passes; dropping a third of what the head reads keeps it from
 *   learning the training part by heart. Validation chooses between the rates.
 * - quarter-hourly: a quarter of the published width, and one cycle up to ten times that rate, need one pass.
 */
export function patchtstRecipes(sampling: Sampling, horizon: number): readonly ShippedRecipe[] {
  return CANDIDATES[sampling].map(({ size, training }) => ({
    name: `PatchTST/42, width ${size.width}, ${size.heads} heads, learning rate ${training.learningRate}`,
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
  }))
}

const HOURLY = { width: 16, heads: 4, feedForward: 128, dropout: 0.3, headDropout: 0.3 }

const QUARTER_HOURLY = { width: 32, heads: 4, feedForward: 128, dropout: 0.2 }

const CANDIDATES: Readonly<Record<Sampling, readonly Candidate[]>> = {
  hourly: [
    { size: HOURLY, training: averaged(5e-4, 640, 50) },
    { size: HOURLY, training: averaged(3e-4, 960, 100) },
  ],
  'quarter-hourly': [
    {
      size: QUARTER_HOURLY,
      training: {
        steps: 1200,
        learningRate: 1e-3,
        schedule: { kind: 'one-cycle', rise: 0.3, cycleMomentum: true },
        evaluateEvery: 100,
        patience: 12,
      },
    },
  ],
}

function averaged(learningRate: number, steps: number, warmUp: number): Candidate['training'] {
  const schedule = { kind: 'warm-up', steps: warmUp } as const
  return { steps, learningRate, schedule, averaging: 0.99, evaluateEvery: 40, patience: 6 }
}
