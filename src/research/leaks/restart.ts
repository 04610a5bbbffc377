import { featuresOf } from '../../authoring/strategy.ts'
import type { FeatureSpec } from '../../features/definition.ts'
import { type FeatureInputs, featureInputs } from '../../features/inputs.ts'
import type { KernelState } from '../../features/kernel.ts'
import { FeaturePlan } from '../../features/plan.ts'
import type { MarketData } from '../../market/market-data.ts'
import { isSame } from './compare.ts'
import type { Subject, Trace } from './trace.ts'

/** A feature that says something else after a restart from its own snapshot. */
export interface RestartFault {
  readonly feature: string
  readonly instrument: number
  readonly row: number
  readonly value: number
  readonly other: number
}

/** Rows that are computed on after a restart. */
const ROWS_AFTER = 64

/**
 * Stops every feature halfway, takes its snapshot through JSON, and lets a new one go on from there: what a live
 * run does when it is started again.
 */
export function restartFaults(subject: Subject, data: MarketData, honest: Trace): RestartFault[] {
  const features = Object.entries(featuresOf(subject.fresh(), subject.params))
  const own = features.filter((entry): entry is [string, FeatureSpec] => typeof entry[1] !== 'string')
  return data.instruments.flatMap((_, instrument) => {
    const columns = own.map(
      ([name]) => honest.instruments[instrument]!.features[honest.features.indexOf(name)]!,
    )
    return own.flatMap(([feature, spec], k) => {
      const fault = faultOf(spec, columns[k]!, featureInputs(data, instrument))
      return fault ? [{ feature, instrument, ...fault }] : []
    })
  })
}

function faultOf(spec: FeatureSpec, column: Float64Array, inputs: FeatureInputs) {
  const stop = Math.floor(inputs.rows / 2)
  const end = Math.min(inputs.rows, stop + ROWS_AFTER)
  if (stop === 0) return undefined
  const restarted = new FeaturePlan([spec], inputs, ROWS_AFTER)
  restarted.restore(JSON.parse(JSON.stringify(snapshotAt(spec, inputs, stop))) as KernelState)
  restarted.run(stop, end)
  for (let row = stop; row < end; row++) {
    const other = restarted.outputs[0]![row - stop]!
    if (!isSame(column[row]!, other)) return { row, value: column[row]!, other }
  }
  return undefined
}

function snapshotAt(spec: FeatureSpec, inputs: FeatureInputs, stop: number): KernelState {
  const plan = new FeaturePlan([spec], inputs)
  for (let from = 0; from < stop; from += plan.capacity) plan.run(from, Math.min(stop, from + plan.capacity))
  return plan.snapshot()
}
