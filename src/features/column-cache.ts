import { clockOf } from './clock.ts'
import type { FeatureSpec } from './definition.ts'
import type { FeatureInputs } from './inputs.ts'
import { computeColumns } from './plan.ts'

/**
 * Whole feature columns that many parameter sets share. Features computed of raw columns are kept, the least
 * recently used ones making room; features of features differ with every set and go into buffers that the next
 * set overwrites.
 */
export class ColumnCache {
  private readonly inputs: FeatureInputs
  private readonly capacity: number
  /** In order of use: a Map iterates in the order of insertion. */
  private readonly kept = new Map<string, Float64Array>()
  private readonly buffers: Float64Array[] = []
  private buffersInUse = 0

  /** @param capacity columns kept, each of 8 bytes a row */
  constructor(inputs: FeatureInputs, capacity: number) {
    this.inputs = inputs
    this.capacity = capacity
  }

  /** Columns of one parameter set; valid until the next call. */
  columnsOf(specs: readonly FeatureSpec[]): Float64Array[] {
    this.buffersInUse = 0
    return specs.map((spec) => this.column(spec))
  }

  private column(spec: FeatureSpec): Float64Array {
    const isShared = clockOf(spec) === 'funding' || spec.inputs.every((source) => typeof source === 'string')
    return isShared ? this.sharedColumn(spec) : this.derivedColumn(spec)
  }

  private sharedColumn(spec: FeatureSpec): Float64Array {
    const known = this.kept.get(spec.key)
    if (known) {
      this.kept.delete(spec.key)
      this.kept.set(spec.key, known)
      return known
    }
    const column = computeColumns([spec], this.inputs)[0]!
    if (this.kept.size >= this.capacity) this.kept.delete(this.kept.keys().next().value!)
    this.kept.set(spec.key, column)
    return column
  }

  private derivedColumn(spec: FeatureSpec): Float64Array {
    const { definition, params, output } = spec
    const sources = spec.inputs.map((source) =>
      typeof source === 'string' ? this.inputs.column(source as never) : this.column(source),
    )
    const outputs = definition.outputs.map(() => this.nextBuffer())
    definition.kernel(params).run(sources, outputs, 0, this.inputs.rows)
    return outputs[definition.outputs.indexOf(output)]!
  }

  private nextBuffer(): Float64Array {
    const buffer = this.buffers[this.buffersInUse] ?? new Float64Array(this.inputs.rows)
    this.buffers[this.buffersInUse++] = buffer
    return buffer
  }
}
