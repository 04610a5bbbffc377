import type { Fill } from '../market/records.ts'
import { firstLaterThan } from './first-later.ts'
import { isInsideBar } from './inside-bar.ts'

/**
 * Counts the bars in which at least one instrument held a position, from the fills.
 *
 * A position opened at an open counts from that bar on; one closed at an open counts up to the bar before, one
 * closed by a protective order includes the bar it was closed in.
 */
export class ExposureCount {
  private readonly times: Float64Array
  private readonly lots: Float64Array
  private openCount = 0
  private firstBar = 0
  /** Bars before this one have been counted or were flat. */
  private nextFree = 0
  private exposed = 0

  /** @param times ends of the bars, ascending */
  constructor(times: Float64Array, instruments: number) {
    this.times = times
    this.lots = new Float64Array(instruments)
  }

  /** Takes the next fill; they come in the order in which they happened. */
  add(fill: Fill): void {
    const before = this.lots[fill.instrument]!
    const after = before + fill.side * fill.lots
    this.lots[fill.instrument] = after
    if (before === 0 && after !== 0) {
      if (this.openCount++ === 0) this.firstBar = firstLaterThan(this.times, fill.time, this.nextFree)
    } else if (before !== 0 && after === 0 && --this.openCount === 0) {
      const closedIn = firstLaterThan(this.times, fill.time, this.firstBar)
      this.count(closedIn + (isInsideBar(fill.reason) ? 1 : 0))
    }
  }

  /** Share of all bars, with what is open now held to the end. null without bars. */
  share(): number | null {
    const bars = this.times.length
    const open = this.openCount > 0 ? Math.max(0, bars - Math.max(this.firstBar, this.nextFree)) : 0
    return bars === 0 ? null : (this.exposed + open) / bars
  }

  /** The position held from `firstBar` is gone at bar `end`. */
  private count(end: number): void {
    const to = Math.min(this.times.length, end)
    this.exposed += Math.max(0, to - Math.max(this.firstBar, this.nextFree))
    this.nextFree = Math.max(this.nextFree, to)
  }
}
