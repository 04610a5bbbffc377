/** Mean of (x − centre)^order. */
export function centralMoment(values: Float64Array, centre: number, order: number): number {
  let sum = 0
  for (const value of values) sum += (value - centre) ** order
  return sum / values.length
}
