/**
 * Simple returns from one day to the next; the first starts from the initial equity.
 *
 *   r[d] = equity[d] / equity[d−1] − 1
 *
 * A day without bars has the return 0 (its equity was carried on). From an equity ≤ 0 there is no return: 0.
 */
export function dailyReturns(dailyEquity: Float64Array, initial: number): Float64Array {
  let before = initial
  return dailyEquity.map((value) => {
    const dayReturn = before > 0 ? value / before - 1 : 0
    before = value
    return dayReturn
  })
}
