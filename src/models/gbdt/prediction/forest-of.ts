import type { Forest, Model } from './forest.ts'
import { lightgbmForest } from './lightgbm-forest.ts'
import type { RoundRange } from './rounds.ts'
import { xgboostForest } from './xgboost-forest.ts'

/**
 * The trees of some rounds of a model.
 *
 * @throws QtError `usage` when the model has no such rounds, `data` when a tree is none
 */
export function forestOf(model: Model, rounds?: RoundRange): Forest {
  return model.library === 'xgboost' ? xgboostForest(model, rounds) : lightgbmForest(model, rounds)
}
