import { clockOf } from './clock.ts'
import { isWhole } from './column.ts'
import type { BarInput, FeatureSpec, Source } from './definition.ts'
import { FeatureGraph } from './graph.ts'
import type { FeatureInputs } from './inputs.ts'
import { computeColumns } from './plan.ts'

/**
 * Whole feature columns that many parameter sets share: those computed of raw columns alone. The least recently
 * used make room for new ones.
 */
export class ColumnCache {
  readonly inputs: FeatureInputs
  private readonly capacity: number
  /** In order of use: a Map iterates in the order of insertion. */
  private readonly kept = new Map<string, Float64Array>()

  /** @param capacity columns kept, each of 8 bytes a row */
  constructor(inputs: FeatureInputs, capacity: number) {
    this.inputs = inputs
    this.capacity = capacity
  }

  column(spec: FeatureSpec): Float64Array {
    const column = this.kept.get(spec.key) ?? computeColumns([spec], this.inputs)[0]!
    this.kept.delete(spec.key)
    if (this.kept.size >= this.capacity) this.kept.delete(this.kept.keys().next().value!)
    this.kept.set(spec.key, column)
    return column
  }
}

/**
 * The features of one parameter set in blocks of rows: shared columns are views, features of features are
 * computed block by block in buffers that fit the nearest cache.
 */
export class CachedColumns {
  /** One per source: after `load(from)` the value of bar i is at [i − from]. */
  readonly blocks: Float64Array[]
  private readonly rows: number
  private readonly capacity: number
  private readonly graph: FeatureGraph
  /** The columns that the graph is given. */
  private readonly shared: readonly Float64Array[]
  /** Per source: the whole column it is, or the output of the graph it is. */
  private readonly origins: readonly (Float64Array | number)[]

  constructor(sources: readonly Source[], cache: ColumnCache, capacity: number) {
    const { inputs } = cache
    const known = new Map<string, Float64Array>()
    const outside = (source: Source): Source | string => {
      if (typeof source !== 'string' && !isShared(source)) return source
      const key = typeof source === 'string' ? source : source.key
      const column = typeof source === 'string' ? inputs.column(source as BarInput) : cache.column(source)
      known.set(key, column)
      return key
    }
    const derived: FeatureSpec[] = []
    this.origins = sources.map((source) => {
      const name = outside(source)
      return typeof name === 'string' ? known.get(name)! : derived.push(name) - 1
    })
    this.graph = new FeatureGraph(derived, capacity, (spec) => spec.inputs.map(outside))
    this.shared = this.graph.columns.map((name) => known.get(name)!)
    this.rows = inputs.rows
    this.capacity = capacity
    this.blocks = sources.map(() => new Float64Array(0))
  }

  /** Computes the block that begins at `from`; returns its end. Blocks come in order. */
  load(from: number): number {
    const to = Math.min(this.rows, from + this.capacity)
    const views = this.shared.map((column) => column.subarray(from, to))
    this.graph.run(views, to - from)
    this.origins.forEach((origin, k) => {
      this.blocks[k] = typeof origin === 'number' ? this.graph.outputs[origin]! : origin.subarray(from, to)
    })
    return to
  }
}

function isShared(spec: FeatureSpec): boolean {
  return (
    clockOf(spec) === 'funding' || isWhole(spec) || spec.inputs.every((source) => typeof source === 'string')
  )
}
