import type { FeatureColumn } from '../feature-matrix.ts'
import { ZERO_THRESHOLD } from '../lightgbm/constants.ts'

/**
 * One number a row that splits look at. Most are plain feature values. What is no comparison becomes one here, so
 * that walking down the trees knows nothing of categories and zeros:
 * a set of categories reads 0 (to the left), 1 (to the right), or NaN (missing).
 */
export type Input = ValueInput | ZeroMissingInput | CategoryInput

interface ValueInput {
  readonly kind: 'value'
  readonly feature: number
}

/** |x| ≤ 1e-35 counts as missing, as LightGBM reads it. */
interface ZeroMissingInput {
  readonly kind: 'zeroMissing'
  readonly feature: number
}

interface CategoryInput {
  readonly kind: 'category'
  readonly feature: number
  /** Categories of the split's set. */
  readonly members: ReadonlySet<number>
  /** A number's category. */
  readonly categoryOf: (value: number) => number
  /** What members, others and missing values read. */
  readonly member: number
  readonly other: number
  readonly missing: number
}

/** Inputs of a forest, each plain kind once a feature. */
export class InputList {
  readonly inputs: Input[] = []
  readonly #known = new Map<string, number>()

  /** @returns the input's index */
  plain(kind: 'value' | 'zeroMissing', feature: number): number {
    const name = `${kind} ${feature}`
    const known = this.#known.get(name)
    if (known !== undefined) return known
    this.#known.set(name, this.inputs.length)
    return this.inputs.push({ kind, feature }) - 1
  }

  category(input: Omit<CategoryInput, 'kind'>): number {
    return this.inputs.push({ kind: 'category', ...input }) - 1
  }
}

/** Reads rows [from, to) of a column into `target`. */
export function readInput(input: Input, column: FeatureColumn, from: number, target: FeatureColumn): void {
  const values = column.subarray(from, from + target.length)
  if (input.kind === 'category') readCategories(input, values, target)
  else target.set(values)
  if (input.kind === 'zeroMissing') dropZeros(target)
}

/** One row's value of an input. */
export function readOne(input: Input, value: number): number {
  if (input.kind === 'category') return sideOf(input, value)
  return input.kind === 'zeroMissing' && Math.abs(value) <= ZERO_THRESHOLD ? Number.NaN : value
}

function readCategories(input: CategoryInput, values: FeatureColumn, target: FeatureColumn): void {
  for (let i = 0; i < values.length; i++) target[i] = sideOf(input, values[i]!)
}

function sideOf(input: CategoryInput, value: number): number {
  if (Number.isNaN(value)) return input.missing
  return input.members.has(input.categoryOf(value)) ? input.member : input.other
}

function dropZeros(values: FeatureColumn): void {
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]!) <= ZERO_THRESHOLD) values[i] = Number.NaN
}
