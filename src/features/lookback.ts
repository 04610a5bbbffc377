import { QtError } from '../core/error.ts'
import { MINUTE_MS } from '../core/time.ts'
import { clockOf } from './clock.ts'
import type { FeatureSpec } from './definition.ts'

/** How long the rows of the two clocks are. */
export interface RowLengths {
  readonly timeframeMs: number
  readonly fundingIntervalMs: number
}

/**
 * Bars before the first valid value of a feature on gapless data: its own lookback after that of its slowest
 * source. Settlements are counted as bars by the instrument's funding interval, rounded up; bars of a higher
 * timeframe as if the data began just after one had opened.
 */
export function lookbackOf(spec: FeatureSpec, lengths: RowLengths): number {
  const rows = ownRows(spec, lengths)
  if (clockOf(spec) === 'bar') return rows
  return Math.ceil(((rows + 1) * lengths.fundingIntervalMs) / lengths.timeframeMs)
}

/** Lookback in rows of the feature's own clock. */
function ownRows(spec: FeatureSpec, lengths: RowLengths): number {
  const onFunding = clockOf(spec) === 'funding'
  const sources = spec.inputs.map((source) => {
    if (typeof source === 'string') return 0
    return onFunding ? ownRows(source, lengths) : lookbackOf(source, lengths)
  })
  return Math.max(0, ...sources) + definitionRows(spec, lengths)
}

function definitionRows(spec: FeatureSpec, { timeframeMs }: RowLengths): number {
  const rows = spec.definition.lookback(spec.params)
  if (spec.definition.timeframeMs === undefined) return rows
  const ratio = spec.definition.timeframeMs / timeframeMs
  if (Number.isInteger(ratio)) return (rows + 2) * ratio - 2
  throw new QtError(
    'strategy',
    `${spec.key}: its timeframe must be a multiple of the bars’ own, ${timeframeMs / MINUTE_MS} minutes`,
  )
}
