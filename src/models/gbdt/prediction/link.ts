import type { Model } from './forest.ts'
import { lightgbmLink } from './lightgbm-link.ts'
import type { Link } from './transform.ts'
import { xgboostLink } from './xgboost-link.ts'

export function linkOf(model: Model): Link {
  if (model.library === 'lightgbm') return lightgbmLink(model.objective)
  const { transform } = xgboostLink(model.objective)
  return { slope: 1, ...(transform && { transform }) }
}
