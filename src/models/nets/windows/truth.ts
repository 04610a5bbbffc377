import type { WindowSet } from './window-set.ts'

/**
 * What came: the rows after each origin, laid out like the forecasts of a point head. NaN where they do not exist.
 *
 * @returns [windows · channels, horizon], row = window · channels + channel
 */
export function truthOf({ panels, panelOf, originOf, horizon }: WindowSet): Float32Array {
  const channels = panels[0]?.channels.length ?? 0
  const truth = new Float32Array(originOf.length * channels * horizon).fill(Number.NaN)
  let at = 0
  originOf.forEach((origin, window) => {
    for (const column of panels[panelOf[window]!]!.channels) {
      truth.set(column.subarray(origin, origin + horizon), at)
      at += horizon
    }
  })
  return truth
}
