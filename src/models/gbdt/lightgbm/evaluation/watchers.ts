import type { EvaluationSet, TrainingSet } from '../../feature-matrix.ts'
import { type Targets, targetsOf } from '../../training/targets.ts'
import type { LightgbmBins } from '../bins/bins.ts'
import type { Boosting, ScoredRows } from '../boosting.ts'
import { labelRuleOf } from '../objective/label-rule.ts'
import { Outputs } from '../objective/outputs.ts'
import type { LightgbmParams } from '../param-types.ts'
import type { Measurement } from './early-stopping.ts'
import { measure } from './metrics.ts'

/** A set that is measured every round. */
interface Watcher {
  readonly name: string
  readonly targets: Targets
  readonly rows: ScoredRows
  readonly outputs: Outputs
  readonly isTraining: boolean
}

/** The evaluation sets, their scores following the model. The training set itself has its scores already. */
export function makeWatchers(
  boosting: Boosting,
  training: TrainingSet,
  targets: Targets,
  params: LightgbmParams,
  options: { readonly evaluation?: readonly EvaluationSet[] | undefined; readonly rows?: unknown },
  binAlike: (set: EvaluationSet) => LightgbmBins,
): Watcher[] {
  const sets = options.evaluation ?? []
  return sets.map((set) => {
    const isTraining = !options.rows && set.columns === training.columns && set.labels === training.labels
    const rows = isTraining ? boosting.training : boosting.watch(binAlike(set))
    const outputs = new Outputs(boosting.kernel, rows.count, boosting.classes)
    const own = isTraining ? targets : targetsOf(set, labelRuleOf(params), { name: set.name })
    return { name: set.name, targets: own, rows, outputs, isTraining }
  })
}

/** Every metric of every set, set by set. */
export function measureAll(
  boosting: Boosting,
  watchers: readonly Watcher[],
  params: LightgbmParams,
): Measurement[] {
  return watchers.flatMap(({ name, targets, rows, outputs, isTraining }) => {
    const scores = boosting.kernel.f64(rows.scores, rows.count * boosting.classes)
    const measured = { ...targets, scores, outputs: outputs.of(scores, params.objective, params.sigmoid) }
    return params.metric.map((metric) => ({
      set: name,
      metric,
      value: measure(metric, measured),
      isTraining,
    }))
  })
}
