import { QtError } from '../../../core/error.ts'
import type { WindowSet } from '../windows/window-set.ts'

/**
 * Forecasts of values as forecasts of the change since the last value that was read. Of the logarithm of a price that
 * is the log return from the close at which it is decided.
 *
 * @param forecasts of these windows. [windows · channels, horizon · outputs], row = window · channels + channel
 * @throws QtError `usage` for forecasts of other windows
 */
export function changesOf({ panels, panelOf, originOf }: WindowSet, forecasts: Float32Array): Float32Array {
  const channels = panels[0]?.channels.length ?? 0
  const rows = originOf.length * channels
  const width = rows === 0 && forecasts.length === 0 ? 0 : forecasts.length / rows
  if (!Number.isInteger(width))
    throw new QtError('usage', `${forecasts.length} forecasts of ${rows} series`, 'give those of all windows')
  const changes = new Float32Array(forecasts.length)
  for (let row = 0, i = 0; row < rows; row++) {
    const window = Math.floor(row / channels)
    const last = panels[panelOf[window]!]!.channels[row % channels]![originOf[window]! - 1]!
    for (const end = i + width; i < end; i++) changes[i] = forecasts[i]! - last
  }
  return changes
}
