import type { Initialiser } from '../initialiser.ts'
import type { Kit } from '../kit/kit.ts'
import type { Tensor2D } from '../kit/tensorflow.ts'
import { batchNorm, type NormWeights, type RunningStatistics } from '../layers/batch-norm.ts'
import { layerNorm } from '../layers/layer-norm.ts'
import type { Mode } from '../net.ts'
import type { PatchtstConfig } from './config.ts'

/** Batch normalisation has running statistics, layer normalisation has not. */
export interface Norm extends NormWeights {
  readonly running?: RunningStatistics
}

/** Gain 1, offset 0; running mean 0, variance 1. The reference's batch norm sits between two transposes, at 1. */
export function createNorm(initial: Initialiser, name: string, { norm, width }: PatchtstConfig): Norm {
  const prefix = norm === 'batch' ? `${name}.1` : name
  const weights = {
    gain: initial.constant(`${prefix}.weight`, [width], 1) as NormWeights['gain'],
    offset: initial.constant(`${prefix}.bias`, [width], 0) as NormWeights['offset'],
  }
  if (norm === 'layer') return weights
  const running = {
    mean: initial.keep(`${prefix}.running_mean`, [width], 0),
    variance: initial.keep(`${prefix}.running_var`, [width], 1),
  }
  return { ...weights, running }
}

/** @param x [rows, width] */
export function normalise(kit: Kit, x: Tensor2D, norm: Norm, mode: Mode): Tensor2D {
  return norm.running ? batchNorm(kit, x, norm, norm.running, mode) : layerNorm(kit, x, norm)
}
