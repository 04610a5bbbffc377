import { QtError } from '../../../core/error.ts'
import type { XgboostModel } from '../xgboost/model.ts'
import { isRange } from './range.ts'

/** Rounds of boosting [from, to), from 0. */
export type RoundRange = readonly [from: number, to: number]

/** @throws QtError `usage` when the model has no such rounds */
export function checkRounds([from, to]: RoundRange, available: number): RoundRange {
  if (isRange(from, to, available)) return [from, to]
  const hint = `whole numbers, 0 ≤ from ≤ to ≤ ${available}, are allowed`
  throw new QtError('usage', `rounds [${from}, ${to}) asked of a model with ${available} rounds`, hint)
}

/** Rounds up to the best one that early stopping found; absent when it did not run. */
export function bestRounds(model: XgboostModel): RoundRange | undefined {
  const best = Number(model.attributes.best_iteration)
  return Number.isInteger(best) ? [0, best + 1] : undefined
}
