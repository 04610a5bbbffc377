import { QtError } from '../core/error.ts'
import { clockOf } from './clock.ts'
import { BAR_INPUTS, type BarInput, type FeatureSpec, FUNDING_INPUTS, type Source } from './definition.ts'
import { distinctName } from './identity.ts'
import { copyRows, stateless } from './stateless.ts'

type Params = Readonly<Record<string, number>>
type Columns<K extends string> = Readonly<Record<K, Float64Array>>

export interface ColumnOptions<K extends string, I> {
  /** camelCase; it appears in reports. */
  readonly name: string
  /** Columns of the dataset, `['close', 'volume']`, or named sources, `{ close: 'close', strength: rsi() }`. */
  readonly inputs: I
  /** Handed to `compute`; with them a `compute` outside of the strategy is shared between parameter sets. */
  readonly params?: Params
  /** One value per bar, NaN = not known. The inputs are copies, `rows` long each. */
  readonly compute: (columns: Columns<K>, params: Params) => Float64Array
}

/**
 * A feature computed over the whole history of one instrument at once: the way research is mostly written.
 *
 *   column({
 *     name: 'gap',
 *     inputs: ['open', 'close'],
 *     compute: ({ open, close }) => open.map((value, i) => (i > 0 ? value / close[i - 1]! - 1 : NaN)),
 *   })
 *
 * It sees all bars while it answers for each, so **it can look ahead**: `close[i + 1]`, a mean over the whole
 * history, a model fitted on all of it. Nothing but `qt leaks` tells, so run that. A streaming feature
 * (`defineFeature`) sees one bar after the other; and where it peeks all the same, `qt leaks` tells too.
 *
 * It may be the source of other features, `ema({ of: column(…) })`, but not run on a higher timeframe.
 */
export function column<const K extends BarInput>(options: ColumnOptions<K, readonly K[]>): FeatureSpec
export function column<const K extends string>(
  options: ColumnOptions<K, Readonly<Record<K, BarInput | FeatureSpec>>>,
): FeatureSpec
export function column(options: ColumnOptions<string, object>): FeatureSpec {
  const { name, inputs, params = {}, compute } = options
  const fault = faultOf(options)
  if (fault) throw new QtError('strategy', `column ${String(name)}: ${fault}`)
  const named = Object.entries(Array.isArray(inputs) ? byName(inputs) : inputs) as [string, Source][]
  for (const [, source] of named) checkSource(name, source)
  const keys = named.map(([key]) => key)
  const sources = named.map(([, source]) => source)
  const whole = (columns: readonly Float64Array[], rows: number) => {
    const given = Object.fromEntries(keys.map((key, k) => [key, columns[k]!.slice()]))
    return checkedColumn(
      name,
      rows,
      attempt(name, () => compute(given, params)),
    )
  }
  return specOf(distinctName(compute, name), sources, params, whole)
}

/** What fails in a strategy's own computation is the strategy's, and is said by its name. */
function attempt(name: string, compute: () => Float64Array): Float64Array {
  try {
    return compute()
  } catch (error) {
    if (error instanceof QtError) throw error
    throw new QtError('strategy', `column ${name}: compute failed: ${(error as Error).message}`, undefined, {
      cause: error,
    })
  }
}

/** Whether the feature is a column that is computed over the whole history at once. */
export function isWhole(spec: FeatureSpec): boolean {
  return spec.definition.whole !== undefined
}

function specOf(
  name: string,
  sources: readonly Source[],
  params: Params,
  whole: (columns: readonly Float64Array[], rows: number) => Float64Array,
): FeatureSpec {
  const values = Object.entries(params).map(([key, value]) => `${key}=${value}`)
  const texts = sources.map((source) => (typeof source === 'string' ? source : source.key))
  return {
    definition: {
      name,
      group: 'arithmetic',
      summary: 'A column computed over the whole history at once.',
      clock: 'bar',
      inputs: [],
      sources: sources.length,
      params: {},
      outputs: ['value'],
      memory: 'infinite',
      lookback: () => 0,
      kernel: () => stateless(copyRows),
      whole,
    },
    params,
    inputs: sources,
    output: 'value',
    key: `${name}(${[...texts, ...values].join(', ')})`,
  }
}

const byName = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]))

function faultOf({ name, inputs, compute }: ColumnOptions<string, object>): string | undefined {
  if (typeof name !== 'string' || !/^[a-z]\w*$/i.test(name)) return 'name must be a camelCase word'
  if (typeof inputs !== 'object' || inputs === null)
    return 'inputs must be a list of columns or named sources'
  if (Object.keys(inputs).length === 0) return 'inputs must name at least one column'
  return typeof compute === 'function' ? undefined : 'compute must be a function of the columns'
}

function checkSource(name: string, source: Source): void {
  const isSpec = typeof source === 'object' && source !== null && 'definition' in source
  if (isSpec) clockOf(source)
  if (isSpec || (BAR_INPUTS as readonly unknown[]).includes(source)) return
  const isFunding = (FUNDING_INPUTS as readonly unknown[]).includes(source)
  throw new QtError(
    'strategy',
    `column ${name}: '${String(source)}' is ${isFunding ? 'a column of settlements, not of bars' : 'neither a feature nor a column'}`,
    `columns: ${BAR_INPUTS.join(', ')}`,
  )
}

function checkedColumn(name: string, rows: number, column: unknown): Float64Array {
  const isColumn = column instanceof Float64Array
  if (isColumn && column.length === rows) return column.slice() // theirs may be a buffer that they use again
  const got = isColumn ? `${column.length} values` : typeof column
  throw new QtError(
    'strategy',
    `column ${name}: compute must return a Float64Array with one value per bar, ${rows} here; got ${got}`,
  )
}
