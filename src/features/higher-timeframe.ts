import { closest, QtError } from '../core/error.ts'
import { isTimeframe, TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../core/time.ts'
import { clockOf } from './clock.ts'
import { isWhole } from './column.ts'
import type { FeatureSpec, InputName } from './definition.ts'
import { HigherTimeframeKernel } from './higher-timeframe-kernel.ts'
import { lookbackOf } from './lookback.ts'

/**
 * A feature computed on bars of a higher timeframe, which are put together from the bars at hand (UTC-aligned).
 * At a bar's end it has the value of the last higher bar that had closed by then; so it never sees one that is
 * still being made.
 *
 *   onTimeframe('4h', ema({ period: 50 }))
 */
export function onTimeframe(timeframe: Timeframe, spec: FeatureSpec): FeatureSpec {
  const timeframeMs = lengthOf(timeframe)
  refuseUntimed(spec)
  const columns = [...rawColumns(spec)]
  const rows = lookbackOf(spec, { timeframeMs, fundingIntervalMs: timeframeMs })
  return {
    definition: {
      name: 'onTimeframe',
      group: spec.definition.group,
      summary: `${spec.key} on closed ${timeframe} bars.`,
      clock: 'bar',
      inputs: ['time', 'endTime', ...columns],
      sources: 0,
      params: {},
      outputs: ['value'],
      memory: spec.definition.memory,
      lookback: () => rows,
      timeframeMs,
      kernel: () => new HigherTimeframeKernel(timeframeMs, spec, columns),
    },
    params: {},
    inputs: ['time', 'endTime', ...columns],
    output: 'value',
    key: `onTimeframe(${timeframe}, ${spec.key})`,
  }
}

function lengthOf(timeframe: string): number {
  if (isTimeframe(timeframe)) return TIMEFRAME_MS[timeframe]
  const near = closest(timeframe, TIMEFRAMES)
  throw new QtError(
    'strategy',
    `'${timeframe}' is no timeframe${near ? `; did you mean '${near}'?` : ''}`,
    `allowed: ${TIMEFRAMES.join(', ')}`,
  )
}

function refuseUntimed(spec: FeatureSpec): void {
  if (clockOf(spec) === 'funding')
    throw new QtError('strategy', `${spec.key} runs on settlements, which have no timeframe`)
  if (isWhole(spec))
    throw new QtError(
      'strategy',
      `${spec.key} is computed over the bars at hand, not on those of a timeframe`,
    )
  for (const source of spec.inputs) if (typeof source !== 'string') refuseUntimed(source)
}

/** The columns that a feature reads, itself or through its sources. */
function rawColumns(spec: FeatureSpec, found = new Set<InputName>()): Set<InputName> {
  for (const source of spec.inputs)
    if (typeof source === 'string') found.add(source)
    else rawColumns(source, found)
  return found
}
