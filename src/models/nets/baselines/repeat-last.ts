import type { WindowSet } from '../windows/window-set.ts'

/**
 * The naive forecast: everything stays at the last value of the window.
 *
 * @returns [windows · channels, horizon], row = window · channels + channel
 */
export function repeatLast({ panels, panelOf, originOf, horizon }: WindowSet): Float32Array {
  const channels = panels[0]?.channels.length ?? 0
  const forecasts = new Float32Array(originOf.length * channels * horizon)
  let at = 0
  originOf.forEach((origin, window) => {
    for (const column of panels[panelOf[window]!]!.channels) {
      forecasts.fill(column[origin - 1]!, at, at + horizon)
      at += horizon
    }
  })
  return forecasts
}
