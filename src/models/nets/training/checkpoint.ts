import type { RandomState } from '../../../core/random.ts'
import type { WeightValues } from '../weights.ts'
import type { PassesState } from '../windows/shuffled-passes.ts'
import type { OptimiserState } from './adam.ts'
import type { AverageState } from './average.ts'
import type { PatienceState } from './patience.ts'
import type { Recipe } from './recipe.ts'

/** One evaluation of a run. */
export interface Evaluation {
  /** Steps done. */
  readonly step: number
  /** Of the step before. */
  readonly learningRate: number
  /**
   * Mean loss of the steps since the evaluation before, with dropout. Skipped steps do not count; NaN when there were
   * no others.
   */
  readonly trainLoss: number
  /** What the recipe's judge, or its loss, says of the validation windows; absent without them. */
  readonly validationLoss?: number
}

/** Steps and their losses since the last evaluation. */
export interface Tally {
  readonly steps: number
  readonly lossSum: number
}

/**
 * A run of training between two steps, whole: who goes on from here ends with the bits of a run that never stopped.
 * Plain data, so that it can be sent and stored; nothing in it changes afterwards.
 */
export interface Checkpoint {
  /** What the run was started with: another recipe or other windows cannot go on from here. */
  readonly recipe: Recipe
  readonly seed: number
  /** Checksum of the windows and of what is in them. */
  readonly data: string
  readonly step: number
  readonly skippedSteps: number
  /** Skipped without one in between that was not. */
  readonly skippedInRow: number
  readonly weights: ReadonlyMap<string, WeightValues>
  readonly optimiser: OptimiserState
  /** Where the recipe averages weights. */
  readonly average?: AverageState
  readonly passes: PassesState
  readonly dropout: RandomState
  readonly patience: PatienceState
  readonly bestWeights?: ReadonlyMap<string, WeightValues>
  readonly tally: Tally
  readonly history: readonly Evaluation[]
}
