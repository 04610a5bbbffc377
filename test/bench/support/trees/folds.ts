import type { FoldFit, FoldTask } from '../../../../src/models/gbdt/fold.ts'
import type { Predictions } from '../../../../src/models/gbdt/prediction/sums.ts'
import type { Library } from '../../../support/gbdt/cases.ts'
import { paramsOf } from '../../../support/gbdt/params.ts'
import { PARAMS, type TreeTask } from './tree-task.ts'

/** Eight instruments side by side at every bar. */
const INSTRUMENTS = 8
const BARS = 21_888
const FOLDS = 12

/** Rolling windows: each model learns from half of the history and predicts the 912 bars behind it. */
const TRAIN_BARS = BARS / 2
const TEST_BARS = TRAIN_BARS / FOLDS

export const FOLD_SHAPE = { rows: INSTRUMENTS * BARS, features: 70, rounds: 100 } as const

/** Rows [a, b) to learn from, rows [b, c) to predict. */
export type Fold = readonly [a: number, b: number, c: number]

export const folds: readonly Fold[] = Array.from({ length: FOLDS }, (_, k): Fold => {
  const first = k * TEST_BARS
  const bounds = [first, first + TRAIN_BARS, first + TRAIN_BARS + TEST_BARS]
  return bounds.map((bar) => bar * INSTRUMENTS) as unknown as Fold
})

export const foldTask = (library: Library): TreeTask => ({ library, ...FOLD_SHAPE })

/** One task a fold. */
export function tasksOf(library: Library): FoldTask[] {
  const { rounds } = FOLD_SHAPE
  const params = paramsOf({ library, rounds, params: PARAMS[library], metrics: [] })
  return folds.map(([a, b, c]) => ({ library, params, train: rowsBetween(a, b), predict: rowsBetween(b, c) }))
}

const rowsBetween = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i)

/** Predictions of all folds, one after the other. */
export function predictionsOf(fits: readonly FoldFit[]): Predictions {
  const parts = fits.map(({ predictions }) => predictions!)
  const total = parts.reduce((sum, part) => sum + part.length, 0)
  const all: Predictions =
    parts[0] instanceof Float32Array ? new Float32Array(total) : new Float64Array(total)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
