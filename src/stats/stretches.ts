import type { Fill } from '../market/records.ts'
import { firstLaterThan } from './first-later.ts'

/** Bar closes [from, to) at which an instrument's position was the same and not flat. */
export interface Stretch {
  readonly instrument: number
  /** How many positions the instrument had before this one, each from flat to flat. */
  readonly ordinal: number
  /** Signed, base units. */
  readonly units: number
  readonly from: number
  readonly to: number
}

interface Held {
  lots: number
  /** First bar close at which they were held. */
  from: number
  ordinal: number
}

/**
 * Cuts a run into the stretches over which positions stayed as they were, from its fills. A fill at a time shows
 * at the first bar close after it: one at an open not at the close of the bar before, one inside a bar at its end.
 */
export class StretchLog {
  private readonly times: Float64Array
  private readonly lotSteps: readonly number[]
  private readonly held: readonly Held[]
  private readonly stretches: Stretch[] = []

  /** @param times ends of the bars, ascending */
  constructor(times: Float64Array, lotSteps: readonly number[]) {
    this.times = times
    this.lotSteps = lotSteps
    this.held = lotSteps.map(() => ({ lots: 0, from: 0, ordinal: 0 }))
  }

  /** Takes the next fill; they come in the order in which they happened. */
  add({ instrument, time, side, lots }: Fill): void {
    const held = this.held[instrument]!
    const at = firstLaterThan(this.times, time, held.from)
    this.cut(instrument, at)
    const wasHeld = held.lots !== 0
    held.lots += side * lots
    if (wasHeld && held.lots === 0) held.ordinal++
  }

  /** All of them; what is held now is held to the end. */
  finish(): readonly Stretch[] {
    for (const instrument of this.held.keys()) this.cut(instrument, this.times.length)
    return this.stretches
  }

  private cut(instrument: number, to: number): void {
    const held = this.held[instrument]!
    const { lots, from, ordinal } = held
    held.from = to
    if (lots === 0 || from === to) return
    this.stretches.push({ instrument, ordinal, units: lots * this.lotSteps[instrument]!, from, to })
  }
}
