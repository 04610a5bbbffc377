import { countBefore } from '../columns/series.ts'
import { clockOf, inputsOnClock } from './clock.ts'
import type { FeatureSpec } from './definition.ts'
import { FeatureGraph } from './graph.ts'
import type { FeatureInputs } from './inputs.ts'
import { type KernelState, packState, unpackState } from './kernel.ts'

/** Settlements computed at a time. */
const CHUNK = 64

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
  private readonly times: Float64Array
  private readonly counts: Float64Array
  /** Settlements computed so far. */
  private done = 0
  /** Value of each feature at the last of them. */
  private readonly latest: Float64Array

  constructor(specs: readonly FeatureSpec[], inputs: FeatureInputs, capacity: number) {
    const onFunding = sampledSpecs(specs)
    const { times, rates } = inputs.settlements
    this.graph = new FeatureGraph(onFunding, CHUNK, inputsOnClock)
    this.columns = this.graph.columns.map((name) => (name === 'settlementTime' ? times : rates))
    this.times = times
    this.counts = onFunding.length > 0 ? inputs.settlementCounts() : new Float64Array(0)
    this.latest = new Float64Array(onFunding.length).fill(Number.NaN)
    this.blocks = onFunding.map(() => new Float64Array(capacity))
    this.sampled = new Map(onFunding.map((spec, k) => [spec.key, this.blocks[k]!]))
  }

  /** Samples bars [from, to) into the blocks. */
  run(from: number, to: number): void {
    if (this.blocks.length === 0) return
    for (let row = from; row < to; ) {
      const known = Math.min(this.counts[to - 1]!, this.done + CHUNK)
      if (known > this.done) this.settle(known)
      let end = row
      while (end < to && this.counts[end]! <= known) end++
      for (let k = 0; k < this.blocks.length; k++) this.sample(k, row - from, row, end)
      this.finish(known)
      row = end
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

  /** Computes settlements [done, known). */
  private settle(known: number): void {
    const rows = this.columns.map((column) => column.subarray(this.done, known))
    this.graph.run(rows, known - this.done)
  }

  /** Feature k at the ends of bars [row, end), of which the first goes to `target`. */
  private sample(k: number, target: number, row: number, end: number): void {
    const values = this.graph.outputs[k]!
    const block = this.blocks[k]!
    for (let i = row; i < end; i++) {
      const since = this.counts[i]! - this.done
      block[target + i - row] = since > 0 ? values[since - 1]! : this.latest[k]!
    }
  }

  private finish(known: number): void {
    if (known === this.done) return
    for (let k = 0; k < this.latest.length; k++)
      this.latest[k] = this.graph.outputs[k]![known - this.done - 1]!
    this.done = known
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
