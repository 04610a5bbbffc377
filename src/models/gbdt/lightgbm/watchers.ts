import type { EvaluationSet, TrainingSet } from '../feature-matrix.ts'
import type { LightgbmBins } from './bins.ts'
import type { Measurement } from './early-stopping.ts'
import type { Fit, ScoredRows } from './fit.ts'
import { measure } from './metrics.ts'
import type { Targets } from './objectives.ts'
import type { LightgbmParams } from './params.ts'
import { targetsOf } from './targets.ts'

/** A set that is measured every round. */
export interface Watcher {
  readonly name: string
  readonly targets: Targets
  readonly rows: ScoredRows
  readonly isTraining: boolean
}

/** The evaluation sets, their scores following the model. The training set itself has its scores already. */
export function makeWatchers(
  fit: Fit,
  training: TrainingSet,
  targets: Targets,
  options: { readonly evaluation?: readonly EvaluationSet[] | undefined; readonly rows?: unknown },
  binAlike: (set: EvaluationSet) => LightgbmBins,
): Watcher[] {
  return (options.evaluation ?? []).map((set) => {
    const isTraining = !options.rows && set.columns === training.columns && set.labels === training.labels
    if (isTraining) return { name: set.name, targets, rows: fit.training, isTraining }
    return { name: set.name, targets: targetsOf(set), rows: fit.watch(binAlike(set)), isTraining }
  })
}

/** Every metric of every set, set by set. */
export function measureAll(fit: Fit, watchers: readonly Watcher[], params: LightgbmParams): Measurement[] {
  return watchers.flatMap(({ name, targets, rows, isTraining }) => {
    const scores = Array.from({ length: fit.classes }, (_, k) => fit.scoresOf(rows, k))
    const measured = { ...targets, scores, sigmoid: params.sigmoid }
    return params.metric.map((metric) => ({
      set: name,
      metric,
      value: measure(metric, measured),
      isTraining,
    }))
  })
}
