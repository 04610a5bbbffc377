import { countBefore } from '../columns/series.ts'
import { clockOf, inputsOnClock } from './clock.ts'
import type { FeatureSpec } from './definition.ts'
import { FeatureGraph } from './graph.ts'
import type { FeatureInputs } from './inputs.ts'
import { type KernelState, packState, unpackState } from './kernel.ts'

/**
 * The features whose rows are settlements. They are computed settlement by settlement as these become known,
 * and sampled at the end of every bar: its value is that of the last settlement strictly before.
 */
export class FundingClock {
  /** The sampled block of each feature, by its key. */
  readonly sampled: ReadonlyMap<string, Float64Array>
  private readonly blocks: readonly Float64Array[]
  private readonly graph: FeatureGraph
  private readonly columns: readonly Float64Array[]
  private readonly row: readonly Float64Array[]
  private readonly times: Float64Array
  private readonly counts: Float64Array
  /** Settlements computed so far. */
  private done = 0
  /** Value of each feature at the last of them. */
  private readonly latest: Float64Array

  constructor(specs: readonly FeatureSpec[], inputs: FeatureInputs, capacity: number) {
    const onFunding = sampledSpecs(specs)
    const { settlements } = inputs
    this.graph = new FeatureGraph(onFunding, 1, inputsOnClock)
    this.columns = this.graph.columns.map((name) =>
      name === 'settlementTime' ? settlements.times : settlements.rates,
    )
    this.row = this.columns.map(() => new Float64Array(1))
    this.times = settlements.times
    this.counts = onFunding.length > 0 ? inputs.settlementCounts() : new Float64Array(0)
    this.latest = new Float64Array(onFunding.length).fill(Number.NaN)
    this.blocks = onFunding.map(() => new Float64Array(capacity))
    this.sampled = new Map(onFunding.map((spec, k) => [spec.key, this.blocks[k]!]))
  }

  run(from: number, to: number): void {
    if (this.blocks.length === 0) return
    for (let i = from; i < to; i++) {
      while (this.done < this.counts[i]!) this.settle()
      for (let k = 0; k < this.blocks.length; k++) this.blocks[k]![i - from] = this.latest[k]!
    }
  }

  snapshot(): KernelState {
    const until = this.done > 0 ? this.times[this.done - 1]! : null
    return { until, ...packState({ latest: this.latest }), kernels: this.graph.snapshot() }
  }

  restore(state: KernelState): void {
    this.graph.restore(state.kernels as KernelState)
    unpackState({ latest: this.latest }, state)
    this.done = state.until === null ? 0 : countBefore(this.times, (state.until as number) + 1)
  }

  /** Computes the row of the next settlement. */
  private settle(): void {
    for (let c = 0; c < this.columns.length; c++) this.row[c]![0] = this.columns[c]![this.done]!
    this.graph.run(this.row, 1)
    for (let k = 0; k < this.latest.length; k++) this.latest[k] = this.graph.outputs[k]![0]!
    this.done++
  }
}

/** All features of the funding clock that a bar will see, in `specs` themselves or as sources of others. */
function sampledSpecs(specs: readonly FeatureSpec[]): FeatureSpec[] {
  const found = new Map<string, FeatureSpec>()
  const visit = (spec: FeatureSpec): void => {
    if (clockOf(spec) === 'funding') found.set(spec.key, spec)
    else for (const source of spec.inputs) if (typeof source !== 'string') visit(source)
  }
  specs.forEach(visit)
  return [...found.values()]
}
