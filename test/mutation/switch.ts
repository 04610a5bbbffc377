/** The one switch behind all mutants: which is active now, and which are met while recording. */

/** The number of the active mutant; none is −1. */
export let active = -1
export let isRecording = false

let hits = 0
let deadline = Number.POSITIVE_INFINITY
let seen = new Set<number>()

const HITS_BETWEEN_LOOKS = 1024

/** Thrown when an active mutant is still being met after the time given to it: an endless loop. */
export class Endless extends Error {}

/** Makes a mutant the active one, for so long. */
export function activate(mutant: number, timeoutMs: number): void {
  active = mutant
  hits = 0
  deadline = performance.now() + timeoutMs
}

export function deactivate(): void {
  active = -1
}

/** Called where the active mutant is met; true, so that it can stand in a condition. */
export function hit(): boolean {
  if (++hits % HITS_BETWEEN_LOOKS === 0 && performance.now() > deadline) throw new Endless('without end')
  return true
}

/** Called where the mutants first … last could be, while recording. */
export function cover(first: number, last: number): void {
  for (let mutant = first; mutant <= last; mutant++) seen.add(mutant)
}

/** Runs something and gives the mutants it meets. */
export async function recorded(run: () => unknown): Promise<ReadonlySet<number>> {
  seen = new Set()
  isRecording = true
  try {
    await run()
    return seen
  } finally {
    isRecording = false
  }
}
