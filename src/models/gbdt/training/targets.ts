import { QtError } from '../../../core/error.ts'
import { rowsOf, type TrainingSet } from '../feature-matrix.ts'
import { checkRowList } from './rows.ts'
import { textOf } from './text-of.ts'

/** Labels and weights of the rows that are learned from or measured: float32, as both libraries keep them. */
export interface Targets {
  readonly labels: Float32Array
  /** Absent: all 1. */
  readonly weights?: Float32Array | undefined
}

/** Labels that an objective can have. */
export interface LabelRule {
  readonly isLabel: (label: number) => boolean
  /** What `isLabel` accepts, in words. */
  readonly allowed: string
}

interface Choice {
  /** Rows of the set; absent: all. Labels and weights of others may be anything. */
  readonly rows?: Uint32Array | undefined
  /** What the set is called in messages. */
  readonly name?: string
}

/**
 * What the rows of a set, or some of them, are to be predicted as.
 *
 * @throws QtError `usage` naming the row whose label or weight cannot be used
 */
export function targetsOf(set: TrainingSet, rule: LabelRule, { rows, name }: Choice = {}): Targets {
  const count = rowsOf(set)
  const of = name === undefined ? '' : `evaluation set ${name}: `
  if (count === 0) throw new QtError('usage', `${of}no rows to train on or to measure`)
  if (rows) checkRowList(rows, count, `${of}rows`)
  const labels = pick(of, 'label', set.labels, count, rows, rule)
  if (!set.weights) return { labels }
  const weights = pick(of, 'weight', set.weights, count, rows, WEIGHTS)
  if (weights.every((weight) => weight === 0))
    throw new QtError('usage', `${of}the weights of all rows are 0`)
  return { labels, weights }
}

const WEIGHTS: LabelRule = {
  isLabel: (weight) => weight >= 0 && Number.isFinite(weight),
  allowed: 'numbers ≥ 0, finite in float32',
}

function pick(
  of: string,
  what: string,
  values: ArrayLike<unknown>,
  count: number,
  rows: Uint32Array | undefined,
  { isLabel, allowed }: LabelRule,
): Float32Array {
  const given = values?.length ?? 0
  if (given !== count) throw new QtError('usage', `${of}${given} ${what}s for ${count} rows`)
  const picked = new Float32Array(rows?.length ?? count)
  for (let i = 0; i < picked.length; i++) {
    const row = rows ? rows[i]! : i
    const value = values[row]
    picked[i] = typeof value === 'number' ? value : Number.NaN
    if (isLabel(picked[i]!)) continue
    throw new QtError('usage', `${of}${what} of row ${row} is ${textOf(value)}`, `allowed: ${allowed}`)
  }
  return picked
}
