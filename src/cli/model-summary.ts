import { lightgbmImportances, xgboostImportances } from '../models/gbdt/importance.ts'
import type { LightgbmModel } from '../models/gbdt/lightgbm/model.ts'
import type { XgboostModel } from '../models/gbdt/xgboost/model.ts'
import { grouped, textTable } from './text-table.ts'

export interface FeatureUse {
  readonly feature: string
  /** Splits that look at it. */
  readonly splits: number
  /** Gains of those splits, summed. */
  readonly gain: number
  /** Of all gain. */
  readonly share: number
}

/** What `qt models show` tells of a tree model. */
export interface ModelSummary {
  readonly library: 'xgboost' | 'lightgbm'
  readonly version: string
  readonly objective: string
  readonly classes: number
  readonly features: number
  readonly trees: number
  readonly leaves: number
  readonly bestIteration: number | undefined
  /** Most important first. */
  readonly importance: readonly FeatureUse[]
}

export function summaryOf(model: XgboostModel | LightgbmModel): ModelSummary {
  return model.library === 'xgboost' ? summaryOfXgboost(model) : summaryOfLightgbm(model)
}

function summaryOfXgboost(model: XgboostModel): ModelSummary {
  const best = model.attributes.best_iteration
  return {
    library: model.library,
    version: model.version.join('.'),
    objective: model.objective,
    classes: Math.max(1, model.numClass),
    features: model.numFeature,
    trees: model.trees.length,
    leaves: total(model.trees.map(({ leftChildren }) => leftChildren.filter((child) => child < 0).length)),
    bestIteration: best === undefined ? undefined : Number(best),
    importance: usesOf(xgboostImportances(model, 'weight'), xgboostImportances(model, 'total_gain')),
  }
}

function summaryOfLightgbm(model: LightgbmModel): ModelSummary {
  return {
    library: model.library,
    version: model.version,
    objective: model.objective,
    classes: model.treesPerIteration,
    features: model.featureNames.length,
    trees: model.trees.length,
    leaves: total(model.trees.map(({ leafCount }) => leafCount)),
    bestIteration: undefined,
    importance: usesOf(lightgbmImportances(model, 'split'), lightgbmImportances(model, 'gain')),
  }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

function usesOf(splits: ReadonlyMap<string, number>, gains: ReadonlyMap<string, number>): FeatureUse[] {
  const all = total([...gains.values()])
  return [...gains]
    .filter(([feature]) => splits.get(feature)! > 0)
    .map(([feature, gain]) => ({
      feature,
      splits: splits.get(feature)!,
      gain,
      share: all > 0 ? gain / all : 0,
    }))
    .sort((a, b) => b.gain - a.gain)
}

/** A summary as text, with the `most` important features. */
export function textOfModel(summary: ModelSummary, most: number): string {
  const { library, version, objective, classes, features, trees, leaves, bestIteration, importance } = summary
  const best = bestIteration === undefined ? '' : `, best iteration ${bestIteration}`
  const shown = importance.slice(0, most)
  const more = importance.length - shown.length
  return [
    `${library} ${version}, ${objective || 'no objective'}${classes > 1 ? `, ${classes} classes` : ''}`,
    `${grouped(features)} features, ${importance.length} of them used; ${grouped(trees)} trees, ${grouped(leaves)} leaves${best}`,
    '',
    textTable([['feature', 'splits', 'gain', 'share %'], ...shown.map(rowOf)]),
    ...(more > 0 ? [`… and ${more} more (--top)`] : []),
  ].join('\n')
}

function rowOf({ feature, splits, gain, share }: FeatureUse): string[] {
  return [feature, grouped(splits), gain.toPrecision(5), (100 * share).toFixed(1)]
}
