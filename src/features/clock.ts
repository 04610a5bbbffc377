import { QtError } from '../core/error.ts'
import { type FeatureSpec, FUNDING_INPUTS, type FundingInput, type Source } from './definition.ts'

export type Clock = 'bar' | 'funding'

export function isFundingInput(source: Source): source is FundingInput {
  return (FUNDING_INPUTS as readonly Source[]).includes(source)
}

/**
 * The rows on which a feature is computed. A feature of the funding clock has one row per settlement, and so has
 * any other that is given a raw funding column: `sma({ of: 'settlementRate' })` averages settlements.
 * Given a *feature* of the funding clock, a feature of the bar clock sees that one's value at each bar's end.
 */
export function clockOf(spec: FeatureSpec): Clock {
  return spec.definition.clock === 'funding' || spec.inputs.some(isFundingInput) ? 'funding' : 'bar'
}

/**
 * The inputs of a feature on its own clock: windows on the funding clock are anchored by settlement times.
 * A bar's column has no value at a settlement, so that is refused.
 */
export function inputsOnClock(spec: FeatureSpec): readonly Source[] {
  if (clockOf(spec) === 'bar') return spec.inputs
  return spec.inputs.map((source) => {
    if (source === 'barIndex') return 'settlementTime'
    const fits = typeof source === 'string' ? isFundingInput(source) : clockOf(source) === 'funding'
    if (fits) return source
    throw new QtError(
      'strategy',
      `${spec.key} runs on settlements and cannot read ${typeof source === 'string' ? source : source.key}`,
      'allowed: settlementRate, settlementTime and features of the funding clock',
    )
  })
}
