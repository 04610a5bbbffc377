import { QtError } from '../../core/error.ts'

/** @throws QtError `usage` unless the value is a whole number, `least` or more */
export function checkWhole(what: string, value: number, least = 1): void {
  if (Number.isInteger(value) && value >= least) return
  throw new QtError('usage', `${what}: ${value}`, `allowed: a whole number from ${least}`)
}

/** @throws QtError `usage` unless the seed is a whole number */
export function checkSeed(seed: number): void {
  if (!Number.isInteger(seed)) throw new QtError('usage', `seed: ${seed}`, 'allowed: a whole number')
}

/** @throws QtError `usage` unless 0 ≤ rate < 1 */
export function checkRate(what: string, rate: number): void {
  if (rate >= 0 && rate < 1) return
  throw new QtError('usage', `${what}: ${rate}`, 'allowed: a number from 0, below 1')
}

/** @throws QtError `usage` unless the value is one of those allowed */
export function checkChoice<T extends string>(what: string, value: T, allowed: readonly T[]): void {
  if (allowed.includes(value)) return
  throw new QtError('usage', `${what}: ${value}`, `allowed: ${allowed.join(', ')}`)
}
