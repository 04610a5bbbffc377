/** Times of several runs of the same thing. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly runs: number
}

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
  const middle = (at(0.5) + (sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN)) / 2
  return { median: middle, min: at(0), max: at(1), runs: sorted.length }
}

export const median = (samples: readonly number[]): number => spreadOf(samples).median
