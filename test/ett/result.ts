import { type Figure, figureOf, percentMore } from './figures.ts'
import { isNet, type ModelName } from './models.ts'
import type { Outcome } from './outcome.ts'
import { type Published, publishedOf } from './published.ts'
import type { Score } from './score.ts'

/** One recipe of several, and how it did on validation with the first seed. */
export interface Choice {
  readonly recipe: string
  readonly validation: Score
  readonly isChosen: boolean
}

/** One model on one dataset and horizon. */
export interface ModelResult {
  readonly model: ModelName
  /** The recipe in words. */
  readonly recipe: string
  /** Empty unless there was a choice. */
  readonly choices: readonly Choice[]
  /** Which validation error chose. */
  readonly judge: 'mse' | 'mae'
  /** One a seed; a single one of models without chance. */
  readonly outcomes: readonly Outcome[]
  readonly mse: Figure
  readonly mae: Figure
  readonly published?: Published & { readonly msePercent: number; readonly maePercent: number }
}

/** All models on one dataset and horizon. */
export interface HorizonResult {
  readonly dataset: string
  readonly horizon: number
  readonly windows: number
  readonly channels: number
  readonly models: readonly ModelResult[]
}

export function modelResult(
  dataset: string,
  run: Pick<ModelResult, 'model' | 'recipe' | 'choices' | 'judge' | 'outcomes'>,
): ModelResult {
  const mse = figureOf(run.outcomes.map(({ test }) => test.mse))
  const mae = figureOf(run.outcomes.map(({ test }) => test.mae))
  const known = isNet(run.model) ? publishedOf(run.model, dataset, run.outcomes[0]!.horizon) : undefined
  return { ...run, mse, mae, ...(known ? { published: compared(known, mse.mean, mae.mean) } : {}) }
}

function compared(published: Published, mse: number, mae: number) {
  return {
    ...published,
    msePercent: percentMore(mse, published.mse),
    maePercent: percentMore(mae, published.mae),
  }
}

/** A plainer model did better on the same windows, by one of the errors. */
export interface Loss {
  readonly to: ModelName
  readonly by: 'mse' | 'mae'
  readonly error: number
  readonly percent: number
}

/** The baselines that a net loses to, by mean test error; a forecast that is no number loses to all. */
export function lossesOf(net: ModelResult, all: readonly ModelResult[], by: 'mse' | 'mae'): readonly Loss[] {
  const rank = BASELINES.indexOf(net.model)
  const isPlainer = (model: ModelName) => rank < 0 || BASELINES.indexOf(model) < rank
  return all
    .filter(({ model }) => BASELINES.includes(model) && isPlainer(model))
    .filter((other) => !(net[by].mean <= other[by].mean))
    .map((other) => ({
      to: other.model,
      by,
      error: other[by].mean,
      percent: percentMore(net[by].mean, other[by].mean),
    }))
}

/** The mandatory company of every net, the plainest first. */
export const BASELINES: readonly ModelName[] = ['repeat-last', 'ridge', 'dlinear']
