import { QtError } from '../../../core/error.ts'
import { type EvaluationSet, type FeatureColumn, rowsOf } from '../feature-matrix.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { xgboostLink } from '../prediction/xgboost-link.ts'
import { METRICS, type MetricName } from './metrics.ts'
import type { XgboostTree } from './model.ts'
import { checkLabels, checkWeights, classesOf, OBJECTIVES } from './objectives.ts'
import type { XgboostParams } from './params.ts'

/** Scores of one metric, or several, by their names. */
export type Scores = Readonly<Partial<Record<MetricName, number>>>

/** An evaluation set with its margins, which each new tree raises. */
export class Evaluation {
  readonly name: string
  readonly #kernel: Kernel
  readonly #columns: readonly FeatureColumn[]
  readonly #labels: Float32Array
  readonly #weights: Float32Array | undefined
  readonly #margins: Float32Array
  readonly #params: XgboostParams
  readonly #classes: number
  /** Where the kernel turns margins into predictions. */
  readonly #scratch: number

  /** @param intercepts margins, one a class */
  constructor(kernel: Kernel, set: EvaluationSet, params: XgboostParams, intercepts: Float32Array) {
    const rows = rowsOf(set)
    this.name = set.name
    this.#kernel = kernel
    this.#columns = set.columns
    this.#labels = checkLabels(set.labels, rows, params)
    this.#weights = checkWeights(set.weights, rows)
    this.#params = params
    this.#classes = classesOf(params)
    this.#margins = new Float32Array(rows * this.#classes)
    for (let i = 0; i < this.#margins.length; i++) this.#margins[i] = intercepts[i % this.#classes]!
    this.#scratch = kernel.take(this.#margins.byteLength)
  }

  /** Every row walks down the tree. */
  add(tree: XgboostTree, classIndex: number): void {
    const margins = this.#margins
    const classes = this.#classes
    for (let row = 0, at = classIndex; at < margins.length; row++, at += classes) {
      margins[at]! += tree.splitConditions[leafOf(tree, this.#columns, row)]!
    }
  }

  /** All metrics, as they are now. */
  measure(): Scores {
    const measured = {
      predictions: this.#predictions(),
      classes: this.#classes,
      labels: this.#labels,
      ...(this.#weights && { weights: this.#weights }),
    }
    return Object.fromEntries(metricsOf(this.#params).map((name) => [name, METRICS[name].evaluate(measured)]))
  }

  #predictions(): Float32Array {
    const { exports } = this.#kernel
    const predictions = this.#kernel.f32(this.#scratch, this.#margins.length)
    predictions.set(this.#margins)
    const { transform } = xgboostLink(this.#params.objective)
    if (transform === 'sigmoid') exports.sigmoid32(this.#scratch, predictions.length)
    if (transform === 'softmax') exports.softmax32(this.#scratch, this.#labels.length, this.#classes)
    return predictions
  }
}

function leafOf(tree: XgboostTree, columns: readonly FeatureColumn[], row: number): number {
  const { leftChildren, rightChildren, splitIndices, splitConditions, defaultLeft } = tree
  let node = 0
  while (leftChildren[node]! >= 0) {
    const value = Math.fround(columns[splitIndices[node]!]![row]!)
    const isLeft = Number.isNaN(value) ? defaultLeft[node] === 1 : value < splitConditions[node]!
    node = isLeft ? leftChildren[node]! : rightChildren[node]!
  }
  return node
}

/** What is measured after each round: as asked, or the objective's own metric. */
export function metricsOf(params: XgboostParams): readonly MetricName[] {
  return params.evalMetric.length > 0 ? params.evalMetric : [OBJECTIVES[params.objective].metric]
}

/** @throws QtError `usage` for a set that does not fit the training set, or a name used twice */
export function checkEvaluation(sets: readonly EvaluationSet[], features: number): void {
  const names = new Set<string>()
  for (const { name, columns } of sets) {
    if (names.has(name)) throw new QtError('usage', `two evaluation sets are called ${name}`)
    names.add(name)
    if (columns.length === features) continue
    throw new QtError('usage', `evaluation set ${name} has ${columns.length} features, expected ${features}`)
  }
}
