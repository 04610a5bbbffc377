import type { LightgbmModel } from './lightgbm/model.ts'
import type { XgboostModel, XgboostTree } from './xgboost/model.ts'

/** What XGBoost calls importance: splits, gain and cover (sums of hessians) a split, or summed over all splits. */
export type XgboostImportance = 'weight' | 'gain' | 'cover' | 'total_gain' | 'total_cover'

/** What LightGBM calls importance: splits, or their gains summed. */
export type LightgbmImportance = 'split' | 'gain'

/** Importance by name of the feature, in the order of the features. */
export type Importances = ReadonlyMap<string, number>

/**
 * How much XGBoost's trees use each feature they use; a feature of no split is absent.
 *
 * Sums are float32 and run over the trees, each from its root, second children first, as the original adds them.
 */
export function xgboostImportances(model: XgboostModel, kind: XgboostImportance): Importances {
  const counts = new Float32Array(model.numFeature)
  const totals = new Float32Array(model.numFeature)
  for (const tree of model.trees) {
    const amounts = kind.endsWith('gain') ? tree.lossChanges : tree.sumHessian
    for (const node of splitsOf(tree)) {
      const feature = tree.splitIndices[node]!
      counts[feature]! += 1
      totals[feature]! += amounts[node]!
    }
  }
  const found = new Map<string, number>()
  counts.forEach((count, feature) => {
    if (count === 0) return
    const total = totals[feature]!
    const mean = Math.fround(total / count)
    found.set(
      nameOf(model, feature),
      { weight: count, gain: mean, cover: mean, total_gain: total, total_cover: total }[kind],
    )
  })
  return found
}

/** Importance of all of LightGBM's features; 0 for those of no split. Splits that gain nothing do not count. */
export function lightgbmImportances(model: LightgbmModel, kind: LightgbmImportance): Importances {
  const totals = new Float64Array(model.featureNames.length)
  for (const tree of model.trees) {
    tree.splitGain.forEach((gain, node) => {
      if (gain > 0) totals[tree.splitFeature[node]!]! += kind === 'split' ? 1 : gain
    })
  }
  return new Map(model.featureNames.map((name, feature) => [name, totals[feature]!]))
}

/** As the original calls features without a name. */
function nameOf(model: XgboostModel, feature: number): string {
  return model.featureNames[feature] ?? `f${feature}`
}

/** Splits that the root leads to. */
function* splitsOf(tree: XgboostTree): Generator<number> {
  const stack = [0]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const left = tree.leftChildren[node]!
    if (left < 0) continue
    yield node
    stack.push(left, tree.rightChildren[node]!)
  }
}
