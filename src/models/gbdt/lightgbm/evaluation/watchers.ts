import { QtError } from '../../../../core/error.ts'
import type { EvaluationSet, TrainingSet } from '../../feature-matrix.ts'
import type { LightgbmBins } from '../bins/bins.ts'
import type { Fit, ScoredRows } from '../fit.ts'
import { checkLabels, type Targets } from '../objective/objectives.ts'
import { Outputs } from '../objective/outputs.ts'
import { targetsOf } from '../objective/targets.ts'
import type { LightgbmParams } from '../param-types.ts'
import type { Measurement } from './early-stopping.ts'
import { measure } from './metrics.ts'

/** A set that is measured every round. */
export interface Watcher {
  readonly name: string
  readonly targets: Targets
  readonly rows: ScoredRows
  readonly outputs: Outputs
  readonly isTraining: boolean
}

/** The evaluation sets, their scores following the model. The training set itself has its scores already. */
export function makeWatchers(
  fit: Fit,
  training: TrainingSet,
  targets: Targets,
  params: LightgbmParams,
  options: { readonly evaluation?: readonly EvaluationSet[] | undefined; readonly rows?: unknown },
  binAlike: (set: EvaluationSet) => LightgbmBins,
): Watcher[] {
  const sets = options.evaluation ?? []
  checkSets(sets, training)
  return sets.map((set) => {
    const isTraining = !options.rows && set.columns === training.columns && set.labels === training.labels
    const rows = isTraining ? fit.training : fit.watch(binAlike(set))
    const outputs = new Outputs(fit.kernel, rows.count, fit.classes)
    const own = isTraining ? targets : targetsOf(set)
    checkLabels(params, own.labels)
    return { name: set.name, targets: own, rows, outputs, isTraining }
  })
}

function checkSets(sets: readonly EvaluationSet[], training: TrainingSet): void {
  const wanted = training.columns.length
  for (const [i, { name, columns }] of sets.entries()) {
    if (sets.findIndex((other) => other.name === name) < i) {
      throw new QtError('usage', `two evaluation sets are named ${name}`)
    }
    if (columns.length === wanted) continue
    throw new QtError(
      'usage',
      `evaluation set ${name} has ${columns.length} features, the training set ${wanted}`,
    )
  }
}

/** Every metric of every set, set by set. */
export function measureAll(fit: Fit, watchers: readonly Watcher[], params: LightgbmParams): Measurement[] {
  return watchers.flatMap(({ name, targets, rows, outputs, isTraining }) => {
    const scores = fit.kernel.f64(rows.scores, rows.count * fit.classes)
    const measured = { ...targets, scores, outputs: outputs.of(scores, params.objective, params.sigmoid) }
    return params.metric.map((metric) => ({
      set: name,
      metric,
      value: measure(metric, measured),
      isTraining,
    }))
  })
}
