import { QtError } from '../../../core/error.ts'
import type { LightgbmModel } from '../lightgbm/model.ts'
import type { XgboostModel } from '../xgboost/model.ts'
import type { Input } from './inputs.ts'

export type Model = XgboostModel | LightgbmModel

/** A tree as both libraries mean it. Nodes breadth-first, node 0 is the root. Arrays are [nodes]. */
export interface ForestTree {
  readonly classIndex: number
  /** First child, the second one lies behind it; 0 at leaves. */
  readonly children: Int32Array
  /** What a split looks at: index into the forest's inputs. */
  readonly inputs: Int32Array
  /** To the first child iff x ≤ limit; NaN: no number goes there. */
  readonly limits: Float64Array
  /** 1: missing values go to the first child. */
  readonly missingFirst: Uint8Array
  /** What a leaf adds to its class. */
  readonly values: Float64Array
  /** What the official library calls the leaf. */
  readonly labels: Int32Array
  /** How much of the training data came by: hessians (XGBoost) or rows (LightGBM). */
  readonly covers: Float64Array
}

/** All that prediction and explanation need of a model, in one form for both libraries. */
export interface Forest {
  readonly library: Model['library']
  readonly classes: number
  readonly featureCount: number
  /** Names of the features; empty when the model was fitted without. [features] */
  readonly featureNames: readonly string[]
  readonly inputs: readonly Input[]
  readonly trees: readonly ForestTree[]
  /** Margin that each class starts with. [classes] */
  readonly intercepts: Float64Array
  /** Predictions (not margins: so the original) divide sums by this: the rounds of a random forest, else 1. */
  readonly divisor: number
}

/** @throws QtError `usage` naming both numbers */
export function checkFeatureCount(forest: Forest, count: number): void {
  if (count === forest.featureCount) return
  throw new QtError('usage', `the model was fitted to ${forest.featureCount} features, got ${count}`)
}

/**
 * Columns in another order would be read as what they are not: where both sides have names, these decide.
 *
 * @throws QtError `usage` naming the first feature that is another
 */
export function checkFeatureNames(forest: Forest, names: readonly string[] | undefined): void {
  if (!names || forest.featureNames.length === 0) return
  // LightGBM's files part names by spaces, so its models have underscores there.
  const given = forest.library === 'lightgbm' ? names.map((name) => name.replaceAll(' ', '_')) : names
  const odd = forest.featureNames.findIndex((name, feature) => name !== given[feature])
  if (odd < 0) return
  const both = `${JSON.stringify(forest.featureNames[odd])} expected, got ${JSON.stringify(given[odd])}`
  throw new QtError('usage', `feature ${odd}: ${both}`, 'give the columns in the order of the model')
}
