import { featuresOf, type Strategy } from '../../authoring/strategy.ts'
import { isWhole } from '../../features/column.ts'
import type { BarInput, FeatureSpec } from '../../features/definition.ts'
import type { FeatureInputs } from '../../features/inputs.ts'
import { wholeColumn, wholeInputs } from '../../features/plan.ts'
import { changedRows, type Nature, type Poison, poisonedRows } from './poison.ts'

/** A column that is computed over the whole history at once, on one instrument, with what it reads. */
export interface WholeColumn {
  /** The feature of the strategy that is or uses it. */
  readonly feature: string
  readonly values: Float64Array
  readonly inputs: readonly Float64Array[]
  readonly natures: readonly Nature[]
  readonly compute: (inputs: readonly Float64Array[], rows: number) => Float64Array
}

/** Every such column of a strategy, also those inside of other features. */
export function wholeColumns(
  strategy: Strategy,
  params: Readonly<Record<string, number>>,
  inputs: FeatureInputs,
): WholeColumn[] {
  const found = new Map<string, WholeColumn>()
  const visit = (feature: string, spec: FeatureSpec): void => {
    if (isWhole(spec) && !found.has(spec.key)) found.set(spec.key, wholeOf(feature, spec, inputs))
    for (const source of spec.inputs) if (typeof source !== 'string') visit(feature, source)
  }
  for (const [feature, source] of Object.entries(featuresOf(strategy, params)))
    if (typeof source !== 'string') visit(feature, source)
  return [...found.values()]
}

function wholeOf(feature: string, spec: FeatureSpec, inputs: FeatureInputs): WholeColumn {
  return {
    feature,
    values: wholeColumn(spec, inputs),
    inputs: wholeInputs(spec, inputs),
    natures: spec.inputs.map((source) =>
      typeof source === 'string' ? NATURES[source as BarInput] : 'value',
    ),
    compute: spec.definition.whole!,
  }
}

const NATURES: Readonly<Record<BarInput, Nature>> = {
  time: 'clock',
  endTime: 'clock',
  barIndex: 'clock',
  open: 'amount',
  high: 'amount',
  low: 'amount',
  close: 'amount',
  volume: 'amount',
  quoteVolume: 'amount',
  tradeCount: 'amount',
  takerBuyVolume: 'amount',
  fundingRate: 'value',
  fundingTime: 'value',
  fundingInterval: 'value',
  openInterest: 'amount',
  markClose: 'amount',
  benchmarkClose: 'amount',
  volumeRank: 'value',
  sentimentScore: 'value',
  newsCount: 'value',
  isTrending: 'flag',
}

/** Rows [from, to) of the column, computed of these rows alone; undefined where it refuses so few. */
export function sliceOf(column: WholeColumn, from: number, to: number): Float64Array | undefined {
  return computed(
    column,
    column.inputs.map((input) => input.subarray(from, to)),
    to - from,
  )
}

/** The same with another future after row `cut`. */
export function poisonedSliceOf(
  column: WholeColumn,
  from: number,
  to: number,
  cut: number,
  poison: Poison,
): Float64Array | undefined {
  const inputs = column.inputs.map((input, k) =>
    poisonedRows(input.subarray(from, to), column.natures[k]!, poison, cut + 1 - from),
  )
  return computed(column, inputs, to - from)
}

/** The whole column with other values in single rows of what it reads. */
export function otherRowsOf(
  column: WholeColumn,
  rows: readonly number[],
  poison: Poison,
): Float64Array | undefined {
  const inputs = column.inputs.map((input, k) => changedRows(input, column.natures[k]!, poison, rows))
  return computed(column, inputs, column.values.length)
}

function computed(
  { compute }: WholeColumn,
  inputs: readonly Float64Array[],
  rows: number,
): Float64Array | undefined {
  try {
    return compute(inputs, rows)
  } catch {
    return undefined // a fit, say, that needs more rows
  }
}
