import { LOSS_LOGISTIC, LOSS_SOFTPROB, LOSS_SQUARED } from '../../kernel/layout-xgboost.ts'
import type { MetricName } from '../evaluation/metrics.ts'
import type { XgboostObjectiveName } from '../model.ts'
import type { XgboostParams } from '../params.ts'

export interface Objective {
  /** Of the kernel's gradients. */
  readonly kind: number
  readonly metric: MetricName
  readonly isLabel: (label: number, numClass: number) => boolean
  /** Labels that `isLabel` accepts. */
  readonly labels: string
  /** The objective's parameter object, as files have it. */
  readonly fileParams: (params: XgboostParams) => Readonly<Record<string, string>>
}

/** A float32 in at most nine digits, as C++ prints it (`%.9g`). */
export function printFloat(value: number): string {
  return String(Number(Math.fround(value).toPrecision(9)))
}

const scalePosWeight = (params: XgboostParams) => ({ scale_pos_weight: printFloat(params.scalePosWeight) })

export const OBJECTIVES: Readonly<Record<XgboostObjectiveName, Objective>> = {
  'reg:squarederror': {
    kind: LOSS_SQUARED,
    metric: 'rmse',
    isLabel: Number.isFinite,
    labels: 'finite numbers',
    fileParams: scalePosWeight,
  },
  'binary:logistic': {
    kind: LOSS_LOGISTIC,
    metric: 'logloss',
    isLabel: (label) => label >= 0 && label <= 1,
    labels: '0 … 1',
    fileParams: scalePosWeight,
  },
  'multi:softprob': {
    kind: LOSS_SOFTPROB,
    metric: 'mlogloss',
    isLabel: (label, numClass) => Number.isInteger(label) && label >= 0 && label < numClass,
    labels: 'classes 0 … numClass − 1',
    fileParams: (params) => ({ num_class: String(params.numClass) }),
  },
}

/** Margins of one row: 1, or one a class. */
export function classesOf(params: XgboostParams): number {
  return Math.max(1, params.numClass)
}
