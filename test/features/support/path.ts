/** Prices that start at 100 and make these returns. */
export function pathOf(returns: readonly number[]): number[] {
  const path = [100]
  for (const step of returns) path.push(path.at(-1)! * (1 + step))
  return path
}
