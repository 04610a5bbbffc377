import type { NetSpec } from '../create-net.ts'
import { checkKind, checkMembers } from '../members.ts'
import type { Head, NetKind } from '../net.ts'
import type { Loss, Recipe } from './recipe.ts'

/** Kingma & Ba's, with PyTorch's epsilon. */
export const ADAM = {
  kind: 'adam',
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
} as const satisfies Recipe['optimiser']

/** The losses that the references learn with. */
const LOSSES: Readonly<Record<Head['kind'], Loss>> = {
  point: { kind: 'mae' },
  quantiles: { kind: 'pinball' },
  classes: { kind: 'cross-entropy' },
}

const COMMON = {
  steps: 1000,
  schedule: { kind: 'halving', times: 3 },
  optimiser: ADAM,
  lossScale: 'scaled',
  evaluateEvery: 50,
  patience: 10,
} as const satisfies Partial<Recipe>

/**
 * - N-HiTS: neuralforecast's steps and rate, the paper's 256 windows
 * - PatchTST: RevIN's scaling; a constant rate and the mean of the weights, which need far fewer steps than the
 *   official rate of 1e-4
 * - DLinear: the batch of the official scripts
 */
const BY_KIND = {
  nhits: { ...COMMON, batch: 256, learningRate: 1e-3, scaling: 'last-standard' },
  patchtst: {
    ...COMMON,
    batch: 64,
    learningRate: 5e-4,
    schedule: { kind: 'constant' },
    averaging: 0.99,
    scaling: 'standard',
  },
  dlinear: { ...COMMON, batch: 32, learningRate: 1e-3, scaling: 'last-standard' },
} as const satisfies Record<NetKind, Omit<Recipe, 'loss' | 'microBatch'>>

/**
 * A whole recipe of what is given and what suits the net: somewhere to begin, not tuned to anybody's data. The loss
 * follows from the head (mae, pinball, cross-entropy); a batch goes through the net at once.
 *
 * @throws QtError `usage` for an architecture that cannot be
 */
export function recipeFor({ kind, config }: NetSpec, given: Partial<Recipe> = {}): Recipe {
  checkKind(kind)
  checkMembers(kind, config)
  const usual = BY_KIND[kind]
  return { ...usual, microBatch: given.batch ?? usual.batch, loss: LOSSES[config.head.kind], ...given }
}
