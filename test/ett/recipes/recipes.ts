import type { NetName } from '../models.ts'
import { dlinearRecipes } from './dlinear.ts'
import { nhitsRecipes } from './nhits.ts'
import { patchtstRecipes } from './patchtst.ts'
import type { Sampling, ShippedRecipe } from './recipe.ts'

const RECIPES = { nhits: nhitsRecipes, patchtst: patchtstRecipes, dlinear: dlinearRecipes }

/** Up to so many minutes a series counts as one of quarter hours. */
const QUARTERS_UP_TO = 20

/**
 * The recipes of a net for series observed so often: one, or several of which validation chooses. They depend on
 * nothing else, so that a station nobody has looked at gets the same ones.
 */
export function recipesOf(
  model: NetName,
  intervalMinutes: number,
  horizon: number,
): readonly [ShippedRecipe, ...ShippedRecipe[]] {
  const sampling: Sampling = intervalMinutes <= QUARTERS_UP_TO ? 'quarter-hourly' : 'hourly'
  return RECIPES[model](sampling, horizon) as readonly [ShippedRecipe, ...ShippedRecipe[]]
}
