import { QtError } from '../../../../core/error.ts'
import type { EvaluationSet } from '../../feature-matrix.ts'
import type { Crew } from '../../kernel/crew.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { xgboostLink } from '../../prediction/xgboost-link.ts'
import type { XgboostTree } from '../model.ts'
import { classesOf, OBJECTIVES } from '../objective/objectives.ts'
import { targetsOf } from '../objective/targets.ts'
import type { XgboostParams } from '../params.ts'
import { Descent } from './descent.ts'
import type { Targets } from './measured.ts'
import { METRICS, type MetricName } from './metrics.ts'

/** Scores of one metric, or several, by their names. */
export type Scores = Readonly<Partial<Record<MetricName, number>>>

/** An evaluation set, whose margins each new tree raises. */
export class Evaluation {
  readonly name: string
  readonly #kernel: Kernel
  readonly #targets: Targets
  readonly #descent: Descent
  readonly #params: XgboostParams
  readonly #classes: number
  /** Where margins are turned into predictions. */
  readonly #scratch: number

  /** @param intercepts margins to begin with, one a class */
  constructor(
    kernel: Kernel,
    crew: Crew,
    set: EvaluationSet,
    params: XgboostParams,
    intercepts: Float32Array,
  ) {
    this.name = set.name
    this.#kernel = kernel
    this.#targets = targetsOf(set, params)
    this.#params = params
    this.#classes = classesOf(params)
    this.#descent = new Descent(kernel, crew, set.columns, this.#targets.labels.length, intercepts)
    this.#scratch = kernel.take(this.#targets.labels.length * this.#classes * 4)
  }

  add(tree: XgboostTree, classIndex: number): void {
    this.#descent.add(tree, classIndex)
  }

  /** All metrics, as they are now. */
  measure(): Scores {
    const measured = { ...this.#targets, predictions: this.#predictions(), classes: this.#classes }
    return Object.fromEntries(metricsOf(this.#params).map((name) => [name, METRICS[name].evaluate(measured)]))
  }

  #predictions(): Float32Array {
    const { exports } = this.#kernel
    const rows = this.#targets.labels.length
    const predictions = this.#kernel.f32(this.#scratch, rows * this.#classes)
    predictions.set(this.#kernel.f32(this.#descent.margins, predictions.length))
    const { transform } = xgboostLink(this.#params.objective)
    if (transform === 'sigmoid') exports.sigmoid32(this.#scratch, predictions.length)
    if (transform === 'softmax') exports.softmax32(this.#scratch, rows, this.#classes)
    return predictions
  }
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
