import type { NetFit, NetTask } from '../fit.ts'
import type { NetModel } from './net-model.ts'

/** What a file remembers of a fit. */
export interface FitRecord
  extends Pick<NetTask, 'recipe' | 'seed'>,
    Pick<NetFit, 'best' | 'steps' | 'skippedSteps' | 'stopped' | 'windows'> {}

/** The net that a fit has brought, as a model that can be saved; `training` tells where it comes from. */
export function modelOfFit({ net, recipe, seed }: NetTask, fit: NetFit): NetModel & { training: FitRecord } {
  const { weights, best, steps, skippedSteps, stopped, windows } = fit
  const training = { recipe, seed, ...(best ? { best } : {}), steps, skippedSteps, stopped, windows }
  return { spec: net, scaling: recipe.scaling, weights, training }
}
