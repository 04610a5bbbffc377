import type { Crew } from '../../kernel/crew.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { LightgbmBins } from '../bins/bins.ts'
import type { LightgbmParams } from '../param-types.ts'
import type { FeatureSampler } from '../sampling/feature-sampler.ts'
import type { GrowSpace } from './grow-space.ts'
import type { LeafSums } from './leaf-output.ts'

/** What all trees of a fit share. */
export interface Grower {
  readonly kernel: Kernel
  readonly crew: Crew
  readonly params: LightgbmParams
  readonly bins: LightgbmBins
  /** Address of the Matrix record. */
  readonly matrix: number
  readonly space: GrowSpace
  readonly sampler: FeatureSampler
}

/** Rows in the kernel with their gradients in the same order. */
export interface Rows {
  /** Address of the row numbers. */
  readonly rows: number
  /** Address of the (gradient, hessian) pairs. */
  readonly pairs: number
  readonly count: number
  /** Which of the two places they are in; −1: the root's own. */
  readonly place: -1 | 0 | 1
  /** Rows before them in that place. */
  readonly start: number
}

/** The best split of a leaf. Hessians are those of the search: ε too large. */
export interface Candidate {
  readonly gain: number
  /** Among those in use. */
  readonly feature: number
  /** Bins up to this go left. */
  readonly bin: number
  readonly isDefaultLeft: boolean
  readonly left: LeafSums
  readonly right: LeafSums
}
