import type { WindowSet } from '../../src/models/nets/windows/window-set.ts'
import { fullBatches, type Score, WindowErrors } from './score.ts'

/** Forecasts of some windows: [windows · channels of a panel, horizon], row = window · channels + channel. */
export type Forecaster = (
  some: WindowSet,
) => ArrayLike<number> & { subarray(from: number, to: number): ArrayLike<number> }

/** Windows forecast at a time: bounds what forecasts take of the memory. */
const CHUNK = 1024

/**
 * Errors over all windows of a set whose panels hold the same windows, one panel after the other: those of the same
 * moment count as one window.
 */
export function errorsOf(set: WindowSet, forecaster: Forecaster): WindowErrors {
  const channels = set.panels.reduce((sum, panel) => sum + panel.channels.length, 0)
  const moments = set.originOf.length / set.panels.length
  const errors = new WindowErrors(moments, channels * set.horizon)
  for (let from = 0; from < set.originOf.length; from += CHUNK) {
    const some = part(set, from, from + CHUNK)
    addErrors(errors, some, forecaster(some), (window) => (from + window) % moments)
  }
  return errors
}

function addErrors(
  errors: WindowErrors,
  { panels, panelOf, originOf, horizon }: WindowSet,
  forecasts: ReturnType<Forecaster>,
  momentOf: (window: number) => number,
): void {
  let row = 0
  originOf.forEach((origin, window) => {
    for (const truth of panels[panelOf[window]!]!.channels) {
      errors.add(momentOf(window), forecasts.subarray(row * horizon, (row + 1) * horizon), truth, origin)
      row++
    }
  })
}

const part = (set: WindowSet, from: number, to: number): WindowSet => ({
  ...set,
  panelOf: set.panelOf.subarray(from, to),
  originOf: set.originOf.subarray(from, to),
})

/** The score over all windows, and that over full batches alone, as much published code counts. */
export interface Verdict extends Score {
  readonly windows: number
  readonly full: Score & { readonly windows: number; readonly batch: number }
}

export function verdictOf(errors: WindowErrors, batch: number): Verdict {
  const windows = fullBatches(errors.windows, batch)
  return { ...errors.score(), windows: errors.windows, full: { ...errors.score(windows), windows, batch } }
}
