/** final / initial − 1, a share: 0.25 is +25 %. Positions open at the end count at their mark. */
export function totalReturn(initial: number, final: number): number {
  return final / initial - 1
}
