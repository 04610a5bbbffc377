/**
 * Index of the first time at or after `from` that is later than `time`; the length where there is none.
 * Steps double until they pass it, then halve: cheap where the answer is near, as in a walk through the series.
 *
 * @param times ascending
 */
export function firstLaterThan(times: Float64Array, time: number, from: number): number {
  let low = from
  let step = 1
  while (low + step <= times.length && times[low + step - 1]! <= time) {
    low += step
    step *= 2
  }
  let high = Math.min(times.length, low + step)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[middle]! <= time) low = middle + 1
    else high = middle
  }
  return low
}
