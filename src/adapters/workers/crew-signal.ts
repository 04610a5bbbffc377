/**
 * The words through which a crew's threads speak (int32, shared). The conductor writes the operation, then counts
 * `TURN` up and wakes everybody; whoever has done a part counts `DONE` up.
 */
export const TURN = 0
export const DONE = 1
export const OPERATION = 2
export const RECORD = 3
/** 1 when a part failed; its message waits at the port. */
export const FAILED = 4
export const WORDS = 8

/** Not an operation of the kernel: "a new memory waits at your port, work on that one". */
export const JOIN = -1

/**
 * Looks this often before going to sleep: operations follow each other within microseconds, and waking a thread
 * takes tens of them.
 */
const LOOKS = 20_000

/** Returns when the word is no longer `value`, or after `limitMs`. @returns whether it changed */
export function awaitChange(words: Int32Array, index: number, value: number, limitMs = Infinity): boolean {
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(words, index) !== value) return true
  return Atomics.wait(words, index, value, limitMs) !== 'timed-out'
}
