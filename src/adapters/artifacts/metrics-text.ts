import { assert } from '../../core/assert.ts'
import type { Metrics } from '../../research/metrics.ts'

/**
 * The text of metrics.json: keys in the order of `Metrics`, numbers with all their digits. Equal metrics give
 * equal bytes. A figure that is not defined is null already, so a NaN here is a fault.
 */
export function metricsText(metrics: Metrics): string {
  return `${JSON.stringify(metrics, refuseNaN, 2)}\n`
}

function refuseNaN(key: string, value: unknown): unknown {
  const isSound = typeof value !== 'number' || Number.isFinite(value)
  assert(isSound, `metric ${key} is a number or null, got ${value}`)
  return value
}
