import type { Target } from '../bench.ts'

export interface Outcome {
  readonly text: string
  readonly value: number
  /** null where there is no figure to compare. */
  readonly isMet: boolean | null
}

export function outcomeOf(target: Target, figures: Readonly<Record<string, number>>): Outcome {
  const { figure, text, atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY } = target
  const value = figures[figure] ?? Number.NaN
  return { text, value, isMet: Number.isNaN(value) ? null : value <= atMost && value >= atLeast }
}
