/** Exit codes of the command line (SPEC §15). */
export const EXIT = { ok: 0, failed: 1, usage: 2, refused: 3 } as const

export type ErrorCode =
  | 'usage' // a flag, name or parameter that does not exist or is malformed
  | 'data' // a file or dataset that cannot be trusted
  | 'io' // a file or folder that cannot be read or written
  | 'strategy' // a strategy definition that breaks its contract
  | 'config' // configuration: variable, value, what is allowed
  | 'refused' // a gate said no

/**
 * An expected failure: something the user can understand and mend.
 * The message says what is wrong and where; the hint says what is allowed or what to do.
 */
export class QtError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, hint?: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'QtError'
    this.code = code
    this.hint = hint
  }

  get exitCode(): number {
    if (this.code === 'usage' || this.code === 'config') return EXIT.usage
    return this.code === 'refused' ? EXIT.refused : EXIT.failed
  }
}

/** "did you mean" for names: the closest of `known` within two edits, or undefined. */
export function closest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(2, Math.floor(name.length / 3)) ? best.candidate : undefined
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(substitution, previous[j]! + 1, row[j - 1]! + 1))
    }
    previous = row
  }
  return previous[b.length]!
}
