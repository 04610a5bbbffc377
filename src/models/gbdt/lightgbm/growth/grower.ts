import type { Partitioner } from '../../growth/partitioner.ts'
import type { SplitSearch } from '../../growth/split-search.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { LightgbmBins } from '../bins/bins.ts'
import type { LightgbmParams } from '../param-types.ts'
import type { FeatureMasks } from './feature-masks.ts'
import type { LeafSpaces } from './leaf-space.ts'

/** What all trees of a fit share. */
export interface Grower {
  readonly kernel: Kernel
  readonly params: LightgbmParams
  readonly bins: LightgbmBins
  readonly masks: FeatureMasks
  readonly spaces: LeafSpaces
  readonly search: SplitSearch
  readonly partitioner: Partitioner
}
