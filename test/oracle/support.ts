import { readFileSync } from 'node:fs'
import type { Columns } from '../features/support/columns.ts'

/** One column of `make-talib-golden.py`: TA-Lib's answer without its warm-up. */
export interface GoldenCase {
  readonly series: string
  readonly feature: string
  /** Those that differ from our defaults. */
  readonly params: Readonly<Record<string, number>>
  readonly output: string
  /** Row of the first value. */
  readonly from: number
  readonly values: readonly number[]
}

interface Golden {
  readonly talib: string
  readonly series: Readonly<Record<string, Columns>>
  readonly cases: readonly GoldenCase[]
}

const path = new URL('../golden/talib.json', import.meta.url)
export const golden: Golden = JSON.parse(readFileSync(path, 'utf8'))

/** Rows where `ours` is further from `theirs` than the tolerance, in words. */
export function differences(
  ours: Float64Array,
  theirs: readonly number[],
  tolerance: { readonly share: number; readonly floor: number },
): string[] {
  const first = ours.length - theirs.length
  return theirs.flatMap((expected, k) => {
    const value = ours[first + k]!
    const allowed = Math.max(Math.abs(expected) * tolerance.share, tolerance.floor)
    return Math.abs(value - expected) <= allowed ? [] : [`row ${first + k}: ${value}, expected ${expected}`]
  })
}
