import type { LabelRule } from '../../training/targets.ts'
import type { LightgbmParams } from '../param-types.ts'

/** Labels that the objective can have. */
export function labelRuleOf({ objective, numClass }: LightgbmParams): LabelRule {
  if (objective === 'regression') return { isLabel: Number.isFinite, allowed: 'numbers, finite in float32' }
  const classes = objective === 'binary' ? 2 : numClass
  return {
    isLabel: (label) => Number.isInteger(label) && label >= 0 && label < classes,
    allowed: `whole numbers from 0 to ${classes - 1} (${objective})`,
  }
}
