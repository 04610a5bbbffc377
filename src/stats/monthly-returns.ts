/** Return of one calendar month (UTC). */
export interface MonthlyReturn {
  readonly year: number
  /** 1 … 12 */
  readonly month: number
  readonly value: number
}

/**
 * Returns by calendar month (UTC): equity of its last day ÷ that of the month before − 1. The first month starts
 * from the initial equity; first and last may be incomplete. From an equity ≤ 0 there is no return: 0.
 */
export function monthlyReturns(
  dayEnds: Float64Array,
  dailyEquity: Float64Array,
  initial: number,
): MonthlyReturn[] {
  const months: MonthlyReturn[] = []
  let before = initial
  for (let day = 0; day < dayEnds.length; day++) {
    const date = new Date(dayEnds[day]! - 1) // 24:00 belongs to the day that ends
    const isLast = day === dayEnds.length - 1 || new Date(dayEnds[day]!).getUTCDate() === 1
    if (!isLast) continue
    const equity = dailyEquity[day]!
    const value = before > 0 ? equity / before - 1 : 0
    months.push({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, value })
    before = equity
  }
  return months
}
