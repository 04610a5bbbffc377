import { QtError } from '../core/error.ts'
import { isTimeframe, TIMEFRAMES, type Timeframe } from '../core/time.ts'
import { PROFILE_NAMES, type ProfileName } from '../engine/profiles.ts'
import type { RiskRules, TradingRules } from '../engine/rules.ts'
import { BAR_INPUTS, type BarInput, type FeatureSpec } from '../features/definition.ts'
import type { Decision } from '../market/decision.ts'
import type { ParamSpecs, ParamValues } from './params.ts'

/** A column of the dataset by name, or a feature. */
export type FeatureSource = BarInput | FeatureSpec
export type FeatureSources = Readonly<Record<string, FeatureSource>>
export type Row<F extends FeatureSources> = { readonly [K in keyof F]: number }

/**
 * Rules that a strategy brings with it, over those of its profile; the configuration of the run goes over them.
 * Sizing, entry and exits are whole: what they do not name is not there. Risk says only what it changes.
 */
export type StrategyRules = Partial<
  Pick<TradingRules, 'leverage' | 'marginMode' | 'sizing' | 'entry' | 'exits'>
> & { readonly risk?: { readonly [L in keyof RiskRules]?: Partial<RiskRules[L]> } }

const RULES = ['leverage', 'marginMode', 'sizing', 'entry', 'exits', 'risk']

export interface StrategyDefinition<P extends ParamSpecs, F extends FeatureSources> {
  /** kebab-case; how the command line calls it. */
  readonly name: string
  /** One sentence. */
  readonly summary: string
  /** Timeframe that it was made for; absent = any. */
  readonly timeframe?: Timeframe
  readonly params: P
  /** Declares what `decide` may read: so warm-up and columns are known before it runs. */
  readonly features: (params: ParamValues<P>) => F
  /**
   * Asked at the end of each bar, with that bar's row only. Never asked while a feature of the row is unknown
   * (warm-up, a source that is absent): that is a hold.
   */
  readonly decide: (row: Row<F>, params: ParamValues<P>) => Decision
  /** What its rules start from where the run names no profile; absent = `default`. */
  readonly profile?: ProfileName
  readonly rules?: StrategyRules
}

/** A strategy with its types forgotten: what the runners take. */
export type Strategy = StrategyDefinition<ParamSpecs, FeatureSources>

const FIELDS = ['name', 'summary', 'timeframe', 'params', 'features', 'decide', 'profile', 'rules']

/** Checks a strategy and hands it on. In JavaScript the same mistakes are found here that TypeScript finds. */
export function defineStrategy<const P extends ParamSpecs, const F extends FeatureSources>(
  definition: StrategyDefinition<P, F>,
): StrategyDefinition<P, F> {
  const fault = faultOf(definition as unknown as Readonly<Record<string, unknown>>)
  if (fault) throw new QtError('strategy', `defineStrategy: ${fault}`)
  return definition
}

function faultOf(definition: Readonly<Record<string, unknown>>): string | undefined {
  const { name, summary, timeframe, params, features, decide, profile, rules = {} } = definition
  const unknown = Object.keys(definition).find((key) => !FIELDS.includes(key))
  if (unknown) return `unknown field '${unknown}'; allowed: ${FIELDS.join(', ')}`
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/.test(name))
    return `name must be kebab-case, got ${String(name)}`
  if (typeof summary !== 'string') return `${name}: summary must be a sentence`
  if (timeframe !== undefined && !isTimeframe(String(timeframe))) {
    return `${name}: timeframe must be one of ${TIMEFRAMES.join(', ')}, got ${String(timeframe)}`
  }
  if (typeof params !== 'object' || params === null)
    return `${name}: params must be an object of int(…) and num(…)`
  if (profile !== undefined && !PROFILE_NAMES.includes(profile as ProfileName))
    return `${name}: profile must be one of ${PROFILE_NAMES.join(', ')}, got ${String(profile)}`
  const stray = Object.keys(rules as object).find((rule) => !RULES.includes(rule))
  if (stray) return `${name}: unknown rule '${stray}'; allowed: ${RULES.join(', ')}`
  if (typeof features !== 'function') return `${name}: features must be a function of the parameters`
  return typeof decide === 'function'
    ? undefined
    : `${name}: decide must be a function of the row and the parameters`
}

/** The features of a strategy under given parameters, each one a known column or a feature. */
export function featuresOf(strategy: Strategy, params: Readonly<Record<string, number>>): FeatureSources {
  const sources = strategy.features(
    guarded(params, guardOf(Object.keys(params), `strategy ${strategy.name} has no parameter`)),
  )
  for (const [name, source] of Object.entries(sources)) {
    const isColumn = typeof source === 'string' && (BAR_INPUTS as readonly string[]).includes(source)
    const isFeature = typeof source === 'object' && source !== null && 'definition' in source
    if (isColumn || isFeature) continue
    throw new QtError(
      'strategy',
      `strategy ${strategy.name}, feature ${name}: '${String(source)}' is neither a feature nor a column`,
      `columns: ${BAR_INPUTS.join(', ')}`,
    )
  }
  return sources
}

/** A copy of the values on a guard: it answers for its own properties, and any other name throws. */
export function guarded<T extends object>(values: T, guard: object): T {
  return Object.assign(Object.create(guard) as T, values)
}

/**
 * A prototype on which every look-up fails with a clear message: own properties never reach it, so it costs
 * nothing where names are right.
 */
export function guardOf(known: readonly string[], message: string): object {
  return new Proxy(Object.create(null) as object, {
    get(_target, name) {
      if (typeof name === 'symbol' || name === 'toJSON' || name === 'constructor') return undefined
      throw new QtError('strategy', `${message} '${name}'`, `known: ${known.join(', ')}`)
    },
  })
}
