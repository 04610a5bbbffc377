import type { EvaluationSet } from '../../feature-matrix.ts'
import type { Crew } from '../../kernel/crew.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { xgboostLink } from '../../prediction/xgboost-link.ts'
import { type Targets, targetsOf } from '../../training/targets.ts'
import type { XgboostTree } from '../model.ts'
import { labelRuleOf } from '../objective/label-rule.ts'
import { classesOf, OBJECTIVES } from '../objective/objectives.ts'
import type { XgboostParams } from '../params.ts'
import { Descent } from './descent.ts'
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
    this.#targets = targetsOf(set, labelRuleOf(params), { name: set.name })
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
    const names = metricsOf(this.#params)
    return Object.fromEntries(names.map((name) => [name, asPrinted(METRICS[name].evaluate(measured))]))
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

/** The original hands scores on as text of 17 decimals, and compares what it reads there. */
function asPrinted(score: number): number {
  return Number(score.toFixed(17))
}

/** What is measured after each round: as asked, or the objective's own metric. */
export function metricsOf(params: XgboostParams): readonly MetricName[] {
  return params.evalMetric.length > 0 ? params.evalMetric : [OBJECTIVES[params.objective].metric]
}
