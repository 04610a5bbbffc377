import { dlinearConfig } from '../../../src/models/nets/baselines/dlinear-config.ts'
import { ADAM } from '../../../src/models/nets/training/recipe-for.ts'
import type { Sampling, ShippedRecipe } from './recipe.ts'

/** Values a window has in the published tables of DLinear. */
export const DLINEAR_INPUT = 336

/** Ten passes over the data, the learning rate halved after each, three without improvement end it. */
const PASSES = 10

/** The published recipe (cure-lab/LTSF-Linear, scripts for ETTh1 and ETTm1). */
export function dlinearRecipes(sampling: Sampling, horizon: number): readonly ShippedRecipe[] {
  const { batch, learningRate, trainRows } = BY_SAMPLING[sampling]
  const pass = Math.floor((trainRows - DLINEAR_INPUT - horizon + 1) / batch)
  return [
    {
      name: `${DLINEAR_INPUT} values, moving average of 25`,
      channels: 'joint',
      validationStride: sampling === 'hourly' ? 1 : 4,
      net: { kind: 'dlinear', config: dlinearConfig({ inputLength: DLINEAR_INPUT, horizon }) },
      training: {
        batch,
        microBatch: batch,
        steps: PASSES * pass,
        learningRate,
        schedule: { kind: 'halving', times: PASSES },
        optimiser: ADAM,
        loss: { kind: 'mse' },
        lossScale: 'original',
        scaling: 'none',
        evaluateEvery: pass,
        patience: 3,
      },
    },
  ]
}

const BY_SAMPLING = {
  hourly: { batch: 32, learningRate: 5e-3, trainRows: 8640 },
  'quarter-hourly': { batch: 8, learningRate: 1e-4, trainRows: 34_560 },
} as const
