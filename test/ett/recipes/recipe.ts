import type { NetSpec } from '../../../src/models/nets/create-net.ts'
import type { Recipe } from '../../../src/models/nets/training/recipe.ts'
import type { Channels } from '../benchmark.ts'

/** How often a series is observed: what recipes may depend on, beside the horizon. */
export type Sampling = 'hourly' | 'quarter-hourly'

/** A net and how it is trained: what is shipped for a kind of series, before any series has been seen. */
export interface ShippedRecipe {
  /** In a few words. */
  readonly name: string
  readonly channels: Channels
  /** While training, every so many validation windows are looked at. */
  readonly validationStride: number
  readonly net: NetSpec
  readonly training: Recipe
}

/** The error by which validation chooses among recipes: the one that training watches, else the squared one. */
export const judgeOf = ({ training }: ShippedRecipe): 'mse' | 'mae' =>
  training.judge?.kind === 'mae' ? 'mae' : 'mse'
