/** The one switch behind all mutants: which is active now, and who met which while recording. */

/** The number of the active mutant; none is −1. */
export let active = -1
export let isRecording = false

let hits = 0
let hitsMax = Number.POSITIVE_INFINITY
let seen = new Set<number>()

/** Thrown when an active mutant is met far more often than a test can need: an endless loop. */
export class Endless extends Error {}

export function activate(mutant: number, hitLimit = Number.POSITIVE_INFINITY): void {
  active = mutant
  hits = 0
  hitsMax = hitLimit
}

/** Called where the active mutant is met; true, so that it can stand in a condition. */
export function hit(): boolean {
  if (++hits > hitsMax) throw new Endless('an active mutant is met without end')
  return true
}

/** How often the active mutant has been met since it was activated. */
export const hitsSoFar = () => hits

/** Called where the mutants first … last could be, while recording. */
export function cover(first: number, last: number): void {
  for (let mutant = first; mutant <= last; mutant++) seen.add(mutant)
}

/** Runs something and gives the mutants it met. */
export function recording(run: () => void): ReadonlySet<number> {
  seen = new Set()
  isRecording = true
  try {
    run()
  } finally {
    isRecording = false
  }
  return seen
}

export function record(on: boolean): ReadonlySet<number> {
  const before = seen
  seen = new Set()
  isRecording = on
  return before
}
