import { checkChoice } from '../check.ts'
import type { Scaling } from './scaling.ts'

/** Shift and scale of one window. */
export interface WindowScale {
  shift: number
  scale: number
}

/** Where the statistics of a window are written: one object for all windows. */
export type Measure = (window: Float64Array, length: number, into: WindowScale) => void

/** Added to the variance (RevIN). */
const VARIANCE_EPSILON = 1e-5

/** Added to the deviation (neuralforecast's TemporalNorm). */
const DEVIATION_EPSILON = 1e-6

/** Median absolute deviation of a standard normal: Φ⁻¹(¾). */
const NORMAL_DEVIATION = 0.6744897501960817

/**
 * How the first `length` values of a window are measured. `robust` may change their order.
 *
 * - `standard`: mean and √(population variance + 1e-5): Kim et al. 2022, RevIN
 * - `robust`: median m and median of |x − m|, each the lower of two middle values (as torch.median), plus 1e-6. Where
 *   more than half of the values are equal it is 0.6745 · population deviation, and 1 where all are:
 *   neuralforecast's robust scaler
 *
 * Of a window without movement every scale is still above 0.
 */
export const MEASURES: Readonly<Record<Scaling, Measure>> = {
  none: (_window, _length, into) => write(into, 0, 1),
  standard: (window, length, into) => {
    const mean = meanOf(window, length)
    write(into, mean, Math.sqrt(varianceOf(window, length, mean) + VARIANCE_EPSILON))
  },
  robust: measureRobust,
  last: (window, length, into) => write(into, window[length - 1]!, 1),
  'last-standard': (window, length, into) => {
    const variance = varianceOf(window, length, meanOf(window, length))
    write(into, window[length - 1]!, Math.sqrt(variance + VARIANCE_EPSILON))
  },
}

/** @throws QtError `usage` for a scaling that does not exist */
export function checkScaling(scaling: Scaling): void {
  checkChoice('scaling', scaling, Object.keys(MEASURES) as Scaling[])
}

function write(into: WindowScale, shift: number, scale: number): void {
  into.shift = shift
  into.scale = scale
}

function measureRobust(window: Float64Array, length: number, into: WindowScale): void {
  const middle = (length - 1) >> 1
  const variance = varianceOf(window, length, meanOf(window, length))
  const median = select(window, length, middle)
  for (let i = 0; i < length; i++) window[i] = Math.abs(window[i]! - median)
  const deviation = select(window, length, middle) || Math.sqrt(variance) * NORMAL_DEVIATION || 1
  write(into, median, deviation + DEVIATION_EPSILON)
}

/** Four sums side by side: additions do not wait for each other. */
function meanOf(window: Float64Array, length: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  let i = 0
  for (; i + 4 <= length; i += 4) {
    a += window[i]!
    b += window[i + 1]!
    c += window[i + 2]!
    d += window[i + 3]!
  }
  for (; i < length; i++) a += window[i]!
  return (a + b + (c + d)) / length
}

function varianceOf(window: Float64Array, length: number, mean: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  let i = 0
  for (; i + 4 <= length; i += 4) {
    a += square(window[i]! - mean)
    b += square(window[i + 1]! - mean)
    c += square(window[i + 2]! - mean)
    d += square(window[i + 3]! - mean)
  }
  for (; i < length; i++) a += square(window[i]! - mean)
  return (a + b + (c + d)) / length
}

const square = (x: number) => x * x

/** The value of rank k among the first `length`, which it reorders: quickselect (Hoare 1961), median of three. */
export function select(values: Float64Array, length: number, k: number): number {
  let [low, high] = [0, length - 1]
  while (low < high) {
    const pivot = middleOf(values[low]!, values[(low + high) >> 1]!, values[high]!)
    let [i, j] = [low, high]
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const swapped = values[i]!
      values[i++] = values[j]!
      values[j--] = swapped
    }
    if (k <= j) high = j
    else if (k >= i) low = i
    else break
  }
  return values[k]!
}

const middleOf = (a: number, b: number, c: number) => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
