import { assert } from '../core/assert.ts'
import { clockOf } from './clock.ts'
import { isWhole } from './column.ts'
import type { BarInput, FeatureSpec, Source } from './definition.ts'
import { FundingClock } from './funding-clock.ts'
import { FeatureGraph } from './graph.ts'
import type { FeatureInputs } from './inputs.ts'
import type { KernelState } from './kernel.ts'
import { lookbackOf } from './lookback.ts'

/** Up to this many rows are copied into a buffer: cheaper than making views. */
const COPIED_ROWS = 16

/**
 * Features of one instrument, compiled once and then computed in blocks of rows. Rows are fed once, in order;
 * how they are cut into blocks does not change a bit of the result, so one bar at a time is `run(i, i + 1)`.
 */
export class FeaturePlan {
  /** Bars before the first row in which every feature is valid (see `lookbackOf`). */
  readonly lookback: number
  /** One buffer per spec, in their order: after `run(from, to)` the value of bar i is at [i − from]. */
  readonly outputs: readonly Float64Array[]
  /** The most rows that one `run` may compute. */
  readonly capacity: number
  private readonly funding: FundingClock
  private readonly graph: FeatureGraph
  /** Full-length inputs of the graph; undefined = a column sampled from the funding clock. */
  private readonly raw: readonly (Float64Array | undefined)[]
  private readonly copies: readonly Float64Array[]
  /** What the graph is given in this block. */
  private readonly block: Float64Array[]
  /** The row that comes next; undefined before the first block, which may begin anywhere. */
  private next: number | undefined

  constructor(specs: readonly FeatureSpec[], inputs: FeatureInputs, capacity = 4096) {
    this.capacity = capacity
    this.lookback = specs.reduce((most, spec) => Math.max(most, lookbackOf(spec, inputs)), 0)
    this.funding = new FundingClock(specs, inputs, capacity)
    const onBars = specs.filter((spec) => clockOf(spec) === 'bar')
    const whole = new Map<string, FeatureSpec>()
    this.graph = new FeatureGraph(onBars, capacity, (spec) => {
      if (!isWhole(spec)) return spec.inputs.map(sampledOrItself)
      whole.set(spec.key, spec)
      return [spec.key]
    })
    this.outputs = specs.map(
      (spec) => this.funding.sampled.get(spec.key) ?? this.graph.outputs[onBars.indexOf(spec)]!,
    )
    this.raw = this.graph.columns.map((name) => {
      if (this.funding.sampled.has(name)) return undefined
      const spec = whole.get(name)
      return spec ? wholeColumn(spec, inputs) : inputs.column(name as BarInput)
    })
    this.copies = this.raw.map(() => new Float64Array(COPIED_ROWS))
    this.block = this.graph.columns.map((name) => this.funding.sampled.get(name) ?? new Float64Array(0))
  }

  /** Computes rows [from, to) into `outputs`. */
  run(from: number, to: number): void {
    const count = to - from
    assert(count <= this.capacity, 'a block fits the capacity of the plan')
    assert(this.next === undefined || this.next === from, 'rows are fed once, in order')
    this.next = to
    this.funding.run(from, to)
    for (let c = 0; c < this.raw.length; c++) {
      const column = this.raw[c]
      if (column) this.block[c] = this.view(column, this.copies[c]!, from, to)
    }
    this.graph.run(this.block, count)
  }

  snapshot(): KernelState {
    return { funding: this.funding.snapshot(), bars: this.graph.snapshot() }
  }

  /** Continues where the plan with the same specs stood when its snapshot was taken. */
  restore(state: KernelState): void {
    this.funding.restore(state.funding as KernelState)
    this.graph.restore(state.bars as KernelState)
    this.next = undefined
  }

  private view(column: Float64Array, copy: Float64Array, from: number, to: number): Float64Array {
    if (to - from > COPIED_ROWS) return column.subarray(from, to)
    for (let i = from; i < to; i++) copy[i - from] = column[i]!
    return copy
  }
}

/** A feature on settlements comes into the graph of the bars by its key. */
function sampledOrItself(source: Source): Source | string {
  return typeof source !== 'string' && clockOf(source) === 'funding' ? source.key : source
}

const wholeColumns = new WeakMap<FeatureInputs, Map<string, Float64Array>>()

/** The column of a feature that is computed over the whole history at once; computed once per history. */
export function wholeColumn(spec: FeatureSpec, inputs: FeatureInputs): Float64Array {
  if (inputs.rows === 0) return new Float64Array(0)
  const kept = wholeColumns.get(inputs) ?? new Map<string, Float64Array>()
  wholeColumns.set(inputs, kept)
  const column = kept.get(spec.key) ?? spec.definition.whole!(wholeInputs(spec, inputs), inputs.rows)
  kept.set(spec.key, column)
  return column
}

/** The whole columns that such a feature reads. */
export function wholeInputs(spec: FeatureSpec, inputs: FeatureInputs): Float64Array[] {
  return spec.inputs.map((source) =>
    typeof source === 'string' ? inputs.column(source as BarInput) : computeColumns([source], inputs)[0]!,
  )
}

/** Whole columns of the features, one value per bar. */
export function computeColumns(specs: readonly FeatureSpec[], inputs: FeatureInputs): Float64Array[] {
  const plan = new FeaturePlan(specs, inputs)
  const columns = specs.map(() => new Float64Array(inputs.rows))
  for (let from = 0; from < inputs.rows; from += plan.capacity) {
    const to = Math.min(from + plan.capacity, inputs.rows)
    plan.run(from, to)
    columns.forEach((column, k) => {
      column.set(plan.outputs[k]!.subarray(0, to - from), from)
    })
  }
  return columns
}
