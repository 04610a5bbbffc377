import { expect } from 'vitest'

/** Equal up to a relative error (absolute below 1); null is close to nothing. */
export function expectClose(actual: number | null, wanted: number, tolerance = 1e-12): void {
  expect(actual).not.toBeNull()
  const error = Math.abs(actual! - wanted) / Math.max(1, Math.abs(wanted))
  expect(error, `${actual} is not within ${tolerance} of ${wanted}`).toBeLessThanOrEqual(tolerance)
}
