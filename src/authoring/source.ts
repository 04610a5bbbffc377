import { QtError } from '../core/error.ts'
import type { DecisionSource } from '../engine/instant.ts'
import { CachedColumns, type ColumnCache } from '../features/column-cache.ts'
import type { FeatureSpec } from '../features/definition.ts'
import type { FeatureInputs } from '../features/inputs.ts'
import { FeaturePlan } from '../features/plan.ts'
import { type Decision, HOLD } from '../market/decision.ts'
import { checkDecision } from './check-decision.ts'
import { guardedParams, type RowCursor, rowOf } from './row.ts'
import { type FeatureSources, featuresOf, type Row, type Strategy } from './strategy.ts'

type Params = Readonly<Record<string, number>>

/** Feature columns, one block of rows at a time. */
interface ColumnBlocks {
  /** In the order of the features: the value of bar i is at [i − from]. */
  readonly blocks: readonly Float64Array[]
  /** Computes the block that begins at `from`; returns its end. Blocks come in order. */
  load(from: number): number
}

/** Rows of features computed at once: a few columns of it fit the nearest caches. */
const BLOCK_ROWS = 4096

/** A strategy bound to one instrument: features are computed block by block as rows are asked for. */
export class StrategySource implements DecisionSource {
  private readonly name: string
  /** The last decision that was found sound: mostly the next is the same object. */
  private checked: Decision = HOLD
  private readonly decideRow: Strategy['decide']
  private readonly params: Params
  private readonly row: RowCursor
  private readonly columns: ColumnBlocks
  private readonly names: readonly string[]
  private readonly neverKnown: Set<string>
  private from = 0
  private to = 0
  /** The last run of equal decisions that was found. */
  private runFrom = 0
  private runTo = 0

  private constructor(strategy: Strategy, params: Params, names: readonly string[], columns: ColumnBlocks) {
    this.name = strategy.name
    this.decideRow = strategy.decide
    this.params = guardedParams(strategy, params)
    this.row = rowOf(strategy, names)
    this.names = names
    this.neverKnown = new Set(names)
    this.columns = columns
  }

  /** Features of its own, computed as rows come: with `blockRows` 1 just as they are live. */
  static streaming(strategy: Strategy, params: Params, inputs: FeatureInputs, blockRows = BLOCK_ROWS) {
    const sources = featuresOf(strategy, params)
    const columns = new PlannedColumns(sources, inputs, blockRows)
    return new StrategySource(strategy, params, Object.keys(sources), columns)
  }

  /** Features shared with other parameter sets. */
  static sharing(strategy: Strategy, params: Params, cache: ColumnCache) {
    const sources = featuresOf(strategy, params)
    const columns = new CachedColumns(Object.values(sources), cache, BLOCK_ROWS)
    return new StrategySource(strategy, params, Object.keys(sources), columns)
  }

  decide(row: number): Decision {
    if (row >= this.to) this.load(row)
    const cursor = this.row
    cursor.$row = row - this.from
    if (isUnknown(cursor)) return HOLD
    const decision = this.ask(cursor, row)
    if (decision !== this.checked) {
      checkDecision(this.name, decision)
      this.checked = decision
    }
    return decision
  }

  /** What fails in a strategy's own code is said by its name and its bar. */
  private ask(cursor: RowCursor, row: number): Decision {
    try {
      return this.decideRow(cursor as unknown as Row<FeatureSources>, this.params)
    } catch (error) {
      if (error instanceof QtError) throw error
      const message = `strategy ${this.name}: decide failed on bar ${row}: ${(error as Error).message}`
      throw new QtError('strategy', message, undefined, { cause: error })
    }
  }

  /** First row of the block after `row` with a decision of another kind, or the end of the block. */
  runEnd(row: number): number {
    if (row < this.runTo && row >= this.runFrom) return this.runTo
    const first = this.decide(row)
    let end = this.sameRowsEnd(row)
    while (end < this.to && isSameKind(this.decide(end), first)) end = this.sameRowsEnd(end)
    this.runFrom = row
    this.runTo = end
    return end
  }

  /** First row of the block after `row` that differs from it; equal rows are decided alike. */
  private sameRowsEnd(row: number): number {
    const at = row - this.from
    let count = this.to - this.from
    for (const column of this.columns.blocks) count = sameValuesEnd(column, at, count)
    return this.from + count
  }

  private load(row: number): void {
    while (row >= this.to) {
      this.from = this.to
      this.to = this.columns.load(this.from)
      this.noteKnown()
    }
    this.row.$columns = this.columns.blocks
  }

  private noteKnown(): void {
    const count = this.to - this.from
    for (const name of this.neverKnown) {
      const column = this.columns.blocks[this.names.indexOf(name)]!
      if (hasKnown(column, count)) this.neverKnown.delete(name)
    }
  }

  /** The names of the features, in the order of `value`. */
  get features(): readonly string[] {
    return this.names
  }

  /** A feature at a row that was decided on last, or in its block. */
  value(feature: number, row: number): number {
    return this.columns.blocks[feature]![row - this.from]!
  }

  /** Features without one known value so far: a source that is absent, or a history that is too short. */
  get unknownFeatures(): string[] {
    return [...this.neverKnown]
  }
}

/** Both ask the same of any position: an exposure is followed bar by bar and never is the same. */
function isSameKind(a: Decision, b: Decision): boolean {
  return a === b || (a.action === b.action && a.exposure === undefined && b.exposure === undefined)
}

/** First index after `at`, and before `to`, with another value; NaN differs from itself. */
function sameValuesEnd(column: Float64Array, at: number, to: number): number {
  const value = column[at]!
  let end = at + 1
  while (end < to && column[end] === value) end++
  return end
}

function hasKnown(column: Float64Array, count: number): boolean {
  for (let i = 0; i < count; i++) if (!Number.isNaN(column[i]!)) return true
  return false
}

function isUnknown({ $columns: columns, $row: row }: RowCursor): boolean {
  for (let k = 0; k < columns.length; k++) if (Number.isNaN(columns[k]![row]!)) return true
  return false
}

/** The declared features of one instrument, computed by a plan. */
class PlannedColumns implements ColumnBlocks {
  readonly blocks: Float64Array[]
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
    this.blocks = this.origins.map(() => new Float64Array(0))
  }

  load(from: number): number {
    const to = Math.min(this.rows, from + this.plan.capacity)
    this.plan.run(from, to)
    this.origins.forEach((origin, k) => {
      this.blocks[k] = typeof origin === 'number' ? this.plan.outputs[origin]! : origin.subarray(from, to)
    })
    return to
  }
}
