import { generalText } from '../../file/general-text.ts'
import { LOSS_LOGISTIC, LOSS_SOFTPROB, LOSS_SQUARED } from '../../kernel/layout/xgboost.ts'
import type { MetricName } from '../evaluation/metrics.ts'
import type { XgboostObjectiveName } from '../model.ts'
import type { XgboostParams } from '../params.ts'

export interface Objective {
  /** Of the kernel's gradients. */
  readonly kind: number
  readonly metric: MetricName
  readonly isLabel: (label: number, numClass: number) => boolean
  /** Labels that `isLabel` accepts, in words. */
  readonly labels: (numClass: number) => string
  /** The objective's parameter object, as files have it. */
  readonly fileParams: (params: XgboostParams) => Readonly<Record<string, string>>
}

/** float32 in nine digits. */
const scalePosWeight = (params: XgboostParams) => ({
  scale_pos_weight: generalText(Math.fround(params.scalePosWeight), 9),
})

export const OBJECTIVES: Readonly<Record<XgboostObjectiveName, Objective>> = {
  'reg:squarederror': {
    kind: LOSS_SQUARED,
    metric: 'rmse',
    isLabel: Number.isFinite,
    labels: () => 'numbers, finite in float32',
    fileParams: scalePosWeight,
  },
  'binary:logistic': {
    kind: LOSS_LOGISTIC,
    metric: 'logloss',
    isLabel: (label) => label >= 0 && label <= 1,
    labels: () => 'numbers from 0 to 1',
    fileParams: scalePosWeight,
  },
  'multi:softprob': {
    kind: LOSS_SOFTPROB,
    metric: 'mlogloss',
    isLabel: (label, numClass) => Number.isInteger(label) && label >= 0 && label < numClass,
    labels: (numClass) => `whole numbers from 0 to ${numClass - 1}`,
    fileParams: (params) => ({ num_class: String(params.numClass) }),
  },
}

/** Margins of one row: 1, or one a class. */
export function classesOf(params: XgboostParams): number {
  return Math.max(1, params.numClass)
}
