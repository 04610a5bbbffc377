import { Digest } from '../../../../src/core/hash.ts'
import type { Library } from '../../../support/gbdt/cases.ts'
import { type Comparison, compareLightgbm, compareXgboost } from '../../../support/gbdt/compare-models.ts'
import { officialLightgbm, officialXgboost } from '../../../support/gbdt/official.ts'
import type { TreeModel } from '../../../support/gbdt/train.ts'

/** Distance in the last place that values may have: an exponential function that rounds otherwise, 100 trees long. */
const MOST_ULPS: Readonly<Record<Library, number>> = { xgboost: 4, lightgbm: 64 }

/**
 * Throws unless the model is the official one: the same structure, split features and directions, values as near
 * as rounding allows.
 *
 * @returns what was found, in words
 */
export function assertEqualModels(what: string, ours: TreeModel, official: string): string {
  const { structure, worst } = compareWith(ours, official)
  if (structure) throw new Error(`${what}: another model: ${structure}`)
  const distances = Object.entries(worst)
  const most = MOST_ULPS[ours.library]
  const far = distances.find(([, { distance }]) => distance > most)
  if (far) throw new Error(`${what}: ${far[0]} is ${far[1].distance} ulps off, ${far[1].place}`)
  const furthest = distances.reduce((largest, [, { distance }]) => Math.max(largest, distance), 0)
  const how = furthest === 0 ? 'to the bit' : `values to ${furthest} in the last place`
  return `${what}: ${ours.trees.length} trees equal the official ones, ${how}`
}

function compareWith(ours: TreeModel, official: string): Comparison {
  return ours.library === 'xgboost'
    ? compareXgboost(ours, officialXgboost(official))
    : compareLightgbm(ours, officialLightgbm(official))
}

/** Of everything that decides predictions. */
export function printOfModel(model: TreeModel): string {
  const digest = new Digest()
  if (model.library === 'xgboost') {
    digest.array(model.baseScore)
    for (const { leftChildren, splitIndices, splitConditions, defaultLeft } of model.trees)
      digest.array(leftChildren).array(splitIndices).array(splitConditions).array(defaultLeft)
  } else {
    for (const { leftChild, splitFeature, threshold, decisionType, leafValue } of model.trees)
      digest.array(leftChild).array(splitFeature).array(threshold).array(decisionType).array(leafValue)
  }
  return digest.hex()
}
