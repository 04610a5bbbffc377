import type { Verdict } from './judge.ts'
import type { ModelName } from './models.ts'
import type { Score } from './score.ts'

/** One model on one horizon: what a worker is asked. */
export interface Job {
  readonly model: ModelName
  readonly horizon: number
  /** Of a net: which of the shipped recipes, and the seed. */
  readonly recipe: number
  readonly seed: number
}

/** What came of it. */
export interface Outcome extends Job {
  /** Over all windows of the validation part. */
  readonly validation: Score
  readonly test: Verdict
  readonly seconds: number
  readonly training?: {
    readonly steps: number
    /** The step whose weights were kept: least loss of the validation windows that training looks at. */
    readonly bestStep: number
    readonly stopped: 'steps' | 'patience'
    /** Steps whose gradients were not finite, left out. */
    readonly skippedSteps: number
  }
}
