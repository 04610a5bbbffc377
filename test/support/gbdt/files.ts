import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect } from 'vitest'
import { QtError } from '../../../src/core/error.ts'
import { GOLDEN } from './golden.ts'

const folder = new URL('files/', GOLDEN)

/** Names of the files that official libraries wrote: `officialFiles('xgboost-', '.json')`. */
export function officialFiles(prefix: string, suffix: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith(suffix))
    .sort()
}

export function officialPath(name: string): URL {
  return new URL(name, folder)
}

export function officialText(name: string): string {
  return readFileSync(officialPath(name), 'utf8')
}

export function officialBytes(name: string): Uint8Array {
  return readFileSync(officialPath(name))
}

/** The refusal that `read` ends in: its message, and its hint after a dash. Fails on anything else. */
export function refusalOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(QtError)
    expect((error as QtError).code).toBe('data')
    const { message, hint } = error as QtError
    return hint === undefined ? message : `${message} — ${hint}`
  }
  throw new Error('read without complaint')
}

/** What a reader does with broken input: a result, or a QtError `data`. Anything else, or slowness, fails. */
export function readOrRefuse<T>(read: () => T): T | undefined {
  const start = performance.now()
  try {
    return read()
  } catch (error) {
    if (!(error instanceof QtError)) throw error
    expect(error.code).toBe('data')
    expect(error.message.length).toBeLessThan(1000)
    return undefined
  } finally {
    expect(performance.now() - start).toBeLessThan(2000)
  }
}

/** Cuts a piece out of one array of units and puts another in its place. */
interface Edit {
  readonly at: number
  readonly length: number
  readonly donorAt: number
  readonly donorLength: number
}

/** Places and lengths as shares of a file, so that they fit files of any size. */
export const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 400 })),
    donorAt: fc.double({ min: 0, max: 1, noNaN: true }),
    donorLength: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 200 })),
  }),
  { minLength: 1, maxLength: 4 },
)

/** Truncates, removes, duplicates and splices: every edit replaces a piece of `file` by a piece of `donor`. */
export function edited<T extends { slice(from: number, to?: number): T; readonly length: number }>(
  file: T,
  donor: T,
  list: readonly Edit[],
  join: (parts: readonly T[]) => T,
): T {
  return list.reduce((current, { at, length, donorAt, donorLength }) => {
    const start = Math.floor(at * current.length)
    const from = Math.floor(donorAt * donor.length)
    return join([
      current.slice(0, start),
      donor.slice(from, from + donorLength),
      current.slice(start + length),
    ])
  }, file)
}
