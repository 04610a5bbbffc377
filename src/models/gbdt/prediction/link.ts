import type { Model } from './forest.ts'
import { lightgbmLink } from './lightgbm-link.ts'
import { type Transform, xgboostLink } from './xgboost-link.ts'

/** From margins to predictions: what a model's objective does, and with which slope. */
export interface Link {
  readonly transform?: Transform
  /** LightGBM's sigmoid: 1 / (1 + e^(−slope · x)). */
  readonly slope: number
}

export function linkOf(model: Model): Link {
  if (model.library === 'lightgbm') return lightgbmLink(model.objective)
  const { transform } = xgboostLink(model.objective)
  return { slope: 1, ...(transform && { transform }) }
}
