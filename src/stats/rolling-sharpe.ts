import { sharpe } from './sharpe.ts'

/**
 * Annual Sharpe ratio of each window of `days` daily returns, at its last day; NaN before the first full window
 * and where the window does not vary. Each window is summed afresh, so no rounding is carried along.
 */
export function rollingSharpe(returns: Float64Array, days: number): Float64Array {
  return returns.map((_, end) => {
    if (end + 1 < days) return Number.NaN
    return sharpe(returns.subarray(end + 1 - days, end + 1)) ?? Number.NaN
  })
}
