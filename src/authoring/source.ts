import type { DecisionSource } from '../engine/instant.ts'
import type { FeatureSpec } from '../features/definition.ts'
import type { FeatureInputs } from '../features/inputs.ts'
import { FeaturePlan } from '../features/plan.ts'
import { type Decision, HOLD } from '../market/decision.ts'
import { guardedParams, type RowCursor, rowOf } from './row.ts'
import { type FeatureSources, featuresOf, type Row, type Strategy } from './strategy.ts'

type Params = Readonly<Record<string, number>>

/** A strategy bound to one instrument's data: features are computed block by block as rows are asked for. */
export class StrategySource implements DecisionSource {
  private readonly decideRow: Strategy['decide']
  private readonly params: Params
  private readonly row: RowCursor
  private readonly columns: FeatureColumns
  private from = 0
  private to = 0

  constructor(strategy: Strategy, params: Params, inputs: FeatureInputs, blockRows = 4096) {
    const sources = featuresOf(strategy, params)
    this.decideRow = strategy.decide
    this.params = guardedParams(strategy, params)
    this.row = rowOf(strategy, Object.keys(sources))
    this.columns = new FeatureColumns(sources, inputs, blockRows)
  }

  /** Bars before the first decision. */
  get lookback(): number {
    return this.columns.lookback
  }

  decide(row: number): Decision {
    if (row >= this.to) this.load(row)
    const cursor = this.row
    cursor.$row = row - this.from
    if (hasUnknown(cursor)) return HOLD
    return this.decideRow(cursor as unknown as Row<FeatureSources>, this.params)
  }

  private load(row: number): void {
    while (row >= this.to) {
      this.from = this.to
      this.to = this.columns.load(this.from)
    }
    this.row.$columns = this.columns.blocks
  }
}

/** A strategy bound to columns that are there already (a sweep's, shared between many parameter sets). */
export class ColumnSource implements DecisionSource {
  private readonly decideRow: Strategy['decide']
  private readonly params: Params
  private readonly row: RowCursor

  constructor(
    strategy: Strategy,
    params: Params,
    names: readonly string[],
    columns: readonly Float64Array[],
  ) {
    this.decideRow = strategy.decide
    this.params = guardedParams(strategy, params)
    this.row = rowOf(strategy, names)
    this.row.$columns = columns
  }

  decide(row: number): Decision {
    const cursor = this.row
    cursor.$row = row
    if (hasUnknown(cursor)) return HOLD
    return this.decideRow(cursor as unknown as Row<FeatureSources>, this.params)
  }
}

function hasUnknown(cursor: RowCursor): boolean {
  const { $columns: columns, $row: at } = cursor
  for (let k = 0; k < columns.length; k++) if (Number.isNaN(columns[k]![at]!)) return true
  return false
}

/** The declared features of one instrument, one block of rows at a time. */
class FeatureColumns {
  readonly blocks: Float64Array[]
  readonly lookback: number
  private readonly plan: FeaturePlan
  private readonly rows: number
  /** Per feature: the whole column it is, or the output of the plan it is. */
  private readonly origins: readonly (Float64Array | number)[]

  constructor(sources: FeatureSources, inputs: FeatureInputs, blockRows: number) {
    const specs: FeatureSpec[] = []
    this.origins = Object.values(sources).map((source) =>
      typeof source === 'string' ? inputs.column(source) : specs.push(source) - 1,
    )
    this.plan = new FeaturePlan(specs, inputs, blockRows)
    this.rows = inputs.rows
    this.lookback = this.plan.lookback
    this.blocks = this.origins.map(() => new Float64Array(0))
  }

  /** Computes the block that begins at `from`; returns its end. */
  load(from: number): number {
    const to = Math.min(this.rows, from + this.plan.capacity)
    this.plan.run(from, to)
    this.origins.forEach((origin, k) => {
      this.blocks[k] = typeof origin === 'number' ? this.plan.outputs[origin]! : origin.subarray(from, to)
    })
    return to
  }
}
