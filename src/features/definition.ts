import { assert } from '../core/assert.ts'
import { closest, QtError } from '../core/error.ts'
import { distinctName } from './identity.ts'
import type { Kernel } from './kernel.ts'

export const FEATURE_GROUPS = [
  'momentum',
  'trend',
  'volatility',
  'volume',
  'candles',
  'structure',
  'futures',
  'sentiment',
  'calendar',
  'cross-section',
  'regime',
  'arithmetic',
] as const

export type FeatureGroup = (typeof FEATURE_GROUPS)[number]

/** Columns that a feature on the bar clock may read: one value per bar, as known at the bar's end. */
export const BAR_INPUTS = [
  'time', // open time of the bar, epoch ms
  'endTime', // time + timeframe: when the bar is known and a decision is made
  'barIndex', // floor(time / timeframe): absolute, so that rolling windows re-anchor at the same bars after a restart
  'open',
  'high',
  'low',
  'close',
  'volume',
  'quoteVolume',
  'tradeCount',
  'takerBuyVolume',
  'fundingRate', // last settled rate strictly before the bar's end
  'fundingTime', // time of that settlement
  'fundingInterval', // ms between the last two settlements (the instrument's own where unknown)
  'openInterest',
  'markClose',
  'benchmarkClose', // close of BTC's bar of the same time
  'volumeRank', // rank of trailing 24 h quote volume among all instruments, 1 = largest
  'sentimentScore',
  'newsCount',
  'isTrending',
] as const

/** Columns of the funding clock: one row per known settlement. */
export const FUNDING_INPUTS = ['settlementTime', 'settlementRate'] as const

export type BarInput = (typeof BAR_INPUTS)[number]
export type FundingInput = (typeof FUNDING_INPUTS)[number]
export type InputName = BarInput | FundingInput

export interface FeatureParam {
  readonly default: number
  readonly min: number
  readonly max: number
  /** Defaults to true. */
  readonly isInteger?: boolean
  readonly unit?: string
}

export interface FeatureDefinition<P extends string = string, O extends string = string> {
  /** camelCase, unique in the catalogue. */
  readonly name: string
  readonly group: FeatureGroup
  /** One or two sentences: formula and source. Printed by `qt features list`. */
  readonly summary: string
  /** `bar`: one row per bar. `funding`: one row per settlement, sampled at bar ends (strictly before). */
  readonly clock: 'bar' | 'funding'
  /** Default inputs, in the order in which the kernel receives them. */
  readonly inputs: readonly InputName[]
  /** How many leading inputs `of` may replace with another source; 0 = none. */
  readonly sources: number
  readonly params: Readonly<Record<P, FeatureParam>>
  readonly outputs: readonly [O, ...O[]]
  /** `window`: depends on the last rows only (a restart agrees); `infinite`: needs its snapshot. */
  readonly memory: 'window' | 'infinite'
  /** Rows before the first valid value of the slowest output. */
  readonly lookback: (params: Readonly<Record<P, number>>) => number
  /** Length of the rows that `lookback` counts, where they are not those of the clock (higher timeframes). */
  readonly timeframeMs?: number
  readonly kernel: (params: Readonly<Record<P, number>>) => Kernel
  /** Computes all rows at once of the whole inputs (see `column`); the kernel then only hands them on. */
  readonly whole?: (inputs: readonly Float64Array[], rows: number) => Float64Array
}

/** A feature with its parameters: a value that names a column. Equal keys are the same column. */
export interface FeatureSpec {
  readonly definition: FeatureDefinition
  readonly params: Readonly<Record<string, number>>
  readonly inputs: readonly Source[]
  readonly output: string
  /** Canonical text, `ema(close, period=12)`. */
  readonly key: string
}

/** What a feature may be computed of: a raw column or another feature. */
export type Source = InputName | FeatureSpec

export type FeatureOptions<P extends string, O extends string> = {
  readonly [K in P]?: number
} & {
  /** Replaces the leading inputs: `ema({ of: rsi(), period: 5 })`. */
  readonly of?: Source | readonly Source[]
  readonly output?: O
}

/** A definition that is called to make specs: `ema({ period: 12 })`. */
export type Feature<P extends string, O extends string> = ((
  options?: FeatureOptions<P, O>,
) => FeatureSpec) & {
  readonly definition: FeatureDefinition<P, O>
}

/** Turns a definition into the function that strategies call. Parameters are checked at the call. */
export function defineFeature<P extends string, O extends string>(
  definition: FeatureDefinition<P, O>,
): Feature<P, O> {
  distinctName(definition, definition.name) // at once, so that the catalogue's own keep their names
  const make = (options: FeatureOptions<P, O> = {}) =>
    makeSpec(definition as unknown as FeatureDefinition, options as Record<string, unknown>)
  return Object.assign(make, { definition })
}

/** The spec of a definition with options that are checked here. */
export function makeSpec(definition: FeatureDefinition, options: Record<string, unknown>): FeatureSpec {
  const { of, output = definition.outputs[0], ...given } = options
  const params = Object.fromEntries(
    Object.entries(definition.params).map(([name, param]) => [
      name,
      checkedParam(definition, name, param, given[name]),
    ]),
  )
  for (const name of Object.keys(given))
    refuseUnknown(definition, 'parameter', name, Object.keys(definition.params))
  refuseUnknown(definition, 'output', String(output), definition.outputs)
  const inputs = replaceSources(definition, of as Source | readonly Source[] | undefined)
  return {
    definition,
    params,
    inputs,
    output: String(output),
    key: keyOf(definition, params, inputs, String(output)),
  }
}

function checkedParam(
  definition: FeatureDefinition,
  name: string,
  param: FeatureParam,
  given: unknown,
): number {
  const value = given ?? param.default
  const isValid =
    typeof value === 'number' &&
    value >= param.min &&
    value <= param.max &&
    (param.isInteger === false || Number.isInteger(value))
  if (isValid) return value
  const kind = param.isInteger === false ? 'a number' : 'an integer'
  throw new QtError(
    'strategy',
    `${definition.name}: ${name} must be ${kind} from ${param.min} to ${param.max}, got ${String(value)}`,
  )
}

function refuseUnknown(
  definition: FeatureDefinition,
  what: string,
  name: string,
  known: readonly string[],
): void {
  if (known.includes(name)) return
  const near = closest(name, known)
  throw new QtError(
    'strategy',
    `${definition.name} has no ${what} '${name}'${near ? `; did you mean '${near}'?` : ''}`,
    known.length ? `allowed: ${known.join(', ')}` : `${definition.name} takes no ${what}s`,
  )
}

function replaceSources(definition: FeatureDefinition, of: Source | readonly Source[] | undefined): Source[] {
  if (of === undefined) return [...definition.inputs]
  const sources = (Array.isArray(of) ? of : [of]) as readonly Source[]
  if (sources.length > definition.sources) {
    throw new QtError(
      'strategy',
      `${definition.name} takes ${definition.sources} source(s), got ${sources.length}`,
    )
  }
  for (const source of sources) {
    if (typeof source === 'string')
      refuseUnknown(definition, 'input', source, [...BAR_INPUTS, ...FUNDING_INPUTS])
    else assert(source?.definition, `${definition.name}: a source is a column name or a feature`)
  }
  return [...sources, ...definition.inputs.slice(sources.length)]
}

function keyOf(
  definition: FeatureDefinition,
  params: Record<string, number>,
  inputs: readonly Source[],
  output: string,
) {
  const parts = [
    ...inputs
      .slice(0, definition.sources)
      .map((source) => (typeof source === 'string' ? source : source.key)),
    ...Object.entries(params).map(([name, value]) => `${name}=${value}`),
  ]
  const suffix = definition.outputs.length > 1 ? `.${output}` : ''
  return `${distinctName(definition, definition.name)}(${parts.join(', ')})${suffix}`
}
