/** Mean of some numbers and how far they lie apart. */
export interface Figure {
  readonly mean: number
  /** Sample deviation (over n − 1); 0 of a single number. */
  readonly deviation: number
  readonly least: number
  readonly most: number
}

export function figureOf(values: readonly number[]): Figure {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0
  return { mean, deviation, least: Math.min(...values), most: Math.max(...values) }
}

/** By how much of the other a number is more, in %. */
export const percentMore = (value: number, other: number): number => (value / other - 1) * 100
