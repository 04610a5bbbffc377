import type { Tape } from './tape.ts'

/** Walks the union of the instruments' bar times: at each, which instruments have a bar and in which row. */
export class Timeline {
  private readonly tapes: readonly Tape[]
  /** Row of the bar at the current time, per instrument (of members only). */
  readonly rows: Int32Array
  /** Instruments with a bar at the current time, ascending; the first `count` entries. */
  readonly members: Int32Array
  count = 0
  time = Number.NEGATIVE_INFINITY
  private readonly next: Int32Array

  constructor(tapes: readonly Tape[]) {
    this.tapes = tapes
    this.rows = new Int32Array(tapes.length)
    this.members = new Int32Array(tapes.length)
    this.next = new Int32Array(tapes.length)
  }

  /** Moves to the next time; false at the end. */
  advance(): boolean {
    const { tapes, next } = this
    let time = Number.POSITIVE_INFINITY
    for (let k = 0; k < tapes.length; k++) {
      const times = tapes[k]!.bars.times
      if (next[k]! < times.length && times[next[k]!]! < time) time = times[next[k]!]!
    }
    if (time === Number.POSITIVE_INFINITY) return false
    this.time = time
    this.count = 0
    for (let k = 0; k < tapes.length; k++) {
      const row = next[k]!
      if (tapes[k]!.bars.times[row] !== time) continue
      this.rows[k] = row
      this.members[this.count++] = k
      next[k] = row + 1
    }
    return true
  }
}

/** Number of distinct bar times of all instruments together. */
export function countInstants(tapes: readonly Tape[]): number {
  if (tapes.length === 1) return tapes[0]!.bars.times.length
  const timeline = new Timeline(tapes)
  let count = 0
  while (timeline.advance()) count++
  return count
}
