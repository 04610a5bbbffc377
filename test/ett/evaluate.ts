import { isNet, type ModelName } from './models.ts'
import type { Job, Outcome } from './outcome.ts'
import { judgeOf, type ShippedRecipe } from './recipes/recipe.ts'
import { recipesOf } from './recipes/recipes.ts'
import { BASELINES, type Choice, type HorizonResult, type ModelResult, modelResult } from './result.ts'

/** What is to be evaluated on one dataset and horizon. */
export interface Task {
  readonly dataset: string
  readonly channels: number
  readonly intervalMinutes: number
  readonly horizon: number
  readonly models: readonly ModelName[]
  readonly seeds: number
  readonly withDlinear: boolean
}

/** Runs jobs on however many threads, and answers in their order. */
export type RunJobs = (jobs: readonly Job[]) => Promise<readonly Outcome[]>

const FIRST_SEED = 1

/**
 * The story of one dataset and horizon: every recipe with the first seed, the choice among them by validation alone,
 * the chosen ones with the other seeds, the baselines on the very same windows.
 */
export async function evaluate(task: Task, run: RunJobs): Promise<HorizonResult> {
  const models = companyOf(task)
  const first = await run(models.flatMap((model) => firstJobs(model, task)))
  const chosen = new Map(models.map((model) => [model, chosenOf(model, first, task)]))
  const undone = models.filter((model) => shippedOf(model, task).length > 1)
  const rest = await run(undone.flatMap((model) => otherSeeds(model, chosen.get(model)!, task)))
  const results = models.map((model) => resultOf(model, chosen.get(model)!, [...first, ...rest], task))
  const { dataset, horizon, channels } = task
  return { dataset, horizon, channels, windows: first[0]!.test.windows, models: results }
}

/** The models asked for, and the baselines that go with them. */
function companyOf({ models, withDlinear }: Task): readonly ModelName[] {
  const baselines = BASELINES.filter((model) => withDlinear || model !== 'dlinear')
  return [...new Set([...baselines, ...models])]
}

/** Every recipe with the first seed; with nothing to choose from, every seed at once. */
function firstJobs(model: ModelName, task: Task): Job[] {
  const recipes = shippedOf(model, task)
  if (recipes.length < 2) return [jobOf(model, task, 0, FIRST_SEED), ...otherSeeds(model, 0, task)]
  return recipes.map((_, recipe) => jobOf(model, task, recipe, FIRST_SEED))
}

const jobOf = (model: ModelName, { horizon }: Task, recipe: number, seed: number): Job => ({
  model,
  horizon,
  recipe,
  seed,
})

/** None of models that are not trained. */
const shippedOf = (model: ModelName, { intervalMinutes, horizon }: Task): readonly ShippedRecipe[] =>
  isNet(model) ? recipesOf(model, intervalMinutes, horizon) : []

/** Of several recipes the one with the least validation error; no number is the worst there is. */
function chosenOf(model: ModelName, first: readonly Outcome[], task: Task): number {
  const judge = errorThatJudges(shippedOf(model, task)[0])
  const own = first.filter((outcome) => outcome.model === model)
  const errorOf = ({ validation }: Outcome) =>
    Number.isNaN(validation[judge]) ? Number.POSITIVE_INFINITY : validation[judge]
  return own.reduce((best, one) => (errorOf(one) < errorOf(best) ? one : best)).recipe
}

const errorThatJudges = (recipe: ShippedRecipe | undefined) => (recipe ? judgeOf(recipe) : 'mse')

/** A baseline that nobody asked for is trained once. */
function otherSeeds(model: ModelName, recipe: number, task: Task): Job[] {
  if (!isNet(model) || !task.models.includes(model)) return []
  return Array.from({ length: task.seeds - 1 }, (_, i) => jobOf(model, task, recipe, FIRST_SEED + 1 + i))
}

function resultOf(model: ModelName, chosen: number, outcomes: readonly Outcome[], task: Task): ModelResult {
  const own = outcomes.filter((outcome) => outcome.model === model)
  const shipped = shippedOf(model, task)
  const choices: Choice[] = shipped.map(({ name }, recipe) => ({
    recipe: name,
    validation: own.find((outcome) => outcome.recipe === recipe)!.validation,
    isChosen: recipe === chosen,
  }))
  return modelResult(task.dataset, {
    model,
    recipe: shipped[chosen]?.name ?? '',
    judge: errorThatJudges(shipped[chosen]),
    choices: choices.length > 1 ? choices : [],
    outcomes: own.filter(({ recipe }) => recipe === chosen),
  })
}
