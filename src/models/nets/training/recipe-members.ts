import { closest, QtError } from '../../../core/error.ts'
import type { Recipe } from './recipe.ts'

/** Every member of a recipe, and whether it is an object with a kind. */
const MEMBERS: Readonly<Record<keyof Recipe, boolean>> = {
  batch: false,
  microBatch: false,
  steps: false,
  learningRate: false,
  schedule: true,
  optimiser: true,
  loss: true,
  lossScale: false,
  scaling: false,
  judge: true,
  averaging: false,
  clipNorm: false,
  evaluateEvery: false,
  patience: false,
}

const MAY_BE_ABSENT: readonly string[] = ['judge', 'averaging', 'clipNorm']

/** @throws QtError `usage` for a recipe that is none, or has a member that recipes do not have */
export function checkRecipeMembers(recipe: Recipe): void {
  if (!recipe) throw new QtError('usage', 'recipe: none given', 'recipeFor(net, …) makes one')
  const names = Object.keys(MEMBERS)
  const unknown = Object.keys(recipe).find((name) => !names.includes(name))
  if (unknown !== undefined) throw noSuch(unknown, names)
  for (const name of names as (keyof Recipe)[])
    if (MEMBERS[name] && !(recipe[name] === undefined && MAY_BE_ABSENT.includes(name)))
      checkKinded(name, recipe[name])
}

function noSuch(name: string, names: readonly string[]): QtError {
  const near = closest(name, names)
  const hint = near ? `did you mean ${near}?` : `known: ${names.join(', ')}`
  return new QtError('usage', `${name} of the recipe: no such member`, hint)
}

function checkKinded(name: string, value: unknown): void {
  if (typeof value === 'object' && value !== null) return
  throw new QtError('usage', `${name} of the recipe: ${value}`, 'allowed: an object, { kind: … }')
}
