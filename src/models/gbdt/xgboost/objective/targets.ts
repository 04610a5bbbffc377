import { QtError } from '../../../../core/error.ts'
import { rowsOf, type TrainingSet } from '../../feature-matrix.ts'
import type { Targets } from '../evaluation/measured.ts'
import type { XgboostParams } from '../params.ts'
import { OBJECTIVES } from './objectives.ts'

/**
 * What the rows of a set, or some of them, are to be predicted as.
 *
 * @throws QtError `usage` naming the row whose label or weight cannot be used; other rows may have any
 */
export function targetsOf(set: TrainingSet, params: XgboostParams, rows?: Uint32Array): Targets {
  const count = rowsOf(set)
  if ((rows?.length ?? count) === 0) throw new QtError('usage', 'no rows to train on or to measure')
  const odd = rows?.find((row) => row >= count)
  if (odd !== undefined) throw new QtError('usage', `row ${odd} was asked for, there are ${count} rows`)
  checkLength('labels', set.labels, count)
  const labels = pick(set.labels, rows)
  checkLabels(labels, params, rows)
  if (!set.weights) return { labels }
  checkLength('weights', set.weights, count)
  const weights = pick(set.weights, rows)
  checkWeights(weights, rows)
  return { labels, weights }
}

function pick(values: ArrayLike<number>, rows: Uint32Array | undefined): Float32Array {
  return rows ? Float32Array.from(rows, (row) => values[row]!) : Float32Array.from(values)
}

function checkLength(what: string, values: ArrayLike<number>, rows: number): void {
  if (values.length !== rows) throw new QtError('usage', `${values.length} ${what} for ${rows} rows`)
}

function checkLabels(labels: Float32Array, params: XgboostParams, rows: Uint32Array | undefined): void {
  const { isLabel, labels: allowed } = OBJECTIVES[params.objective]
  const odd = labels.findIndex((label) => !isLabel(label, params.numClass))
  if (odd < 0) return
  const hint = `${params.objective} expects ${allowed}`
  throw new QtError('usage', `label of row ${rows?.[odd] ?? odd} is ${labels[odd]}`, hint)
}

function checkWeights(weights: Float32Array, rows: Uint32Array | undefined): void {
  const odd = weights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)))
  if (odd >= 0) {
    throw new QtError(
      'usage',
      `weight of row ${rows?.[odd] ?? odd} is ${weights[odd]}`,
      'allowed: numbers ≥ 0',
    )
  }
  if (!weights.some((weight) => weight > 0)) throw new QtError('usage', 'the weights of all rows are 0')
}
