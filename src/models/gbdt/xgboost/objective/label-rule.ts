import type { LabelRule } from '../../training/targets.ts'
import type { XgboostParams } from '../params.ts'
import { OBJECTIVES } from './objectives.ts'

/** Labels that the objective can have. */
export function labelRuleOf({ objective, numClass }: XgboostParams): LabelRule {
  const { isLabel, labels } = OBJECTIVES[objective]
  return { isLabel: (label) => isLabel(label, numClass), allowed: `${labels(numClass)} (${objective})` }
}
