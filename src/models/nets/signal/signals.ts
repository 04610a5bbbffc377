import { QtError } from '../../../core/error.ts'
import { QuantileReader } from './quantile-distribution.ts'

/** What is thought of each decision, one column an action; they add up to 1. NaN where nothing is known. */
export interface SignalColumns {
  readonly sell: Float64Array
  readonly hold: Float64Array
  readonly buy: Float64Array
}

/**
 * Signals out of quantiles of the return: P(SELL) = P(r < −edge), P(BUY) = P(r > edge), P(HOLD) the rest.
 *
 * @param quantiles in order. [rows, levels]
 * @param edge what a return must exceed to be worth a trade: costs and the least gain wished, ≥ 0
 * @throws QtError `usage` for fewer than two levels, an edge below 0, or quantiles that are no whole rows
 */
export function signalsFromQuantiles(
  quantiles: Float32Array | Float64Array,
  levels: readonly number[],
  edge: number,
): SignalColumns {
  if (!(edge >= 0)) throw new QtError('usage', `edge of the signals: ${edge}`, 'allowed: a number from 0')
  const reader = new QuantileReader(levels)
  const columns = emptyColumns(rowsOf(quantiles, levels.length))
  for (let row = 0; row < columns.buy.length; row++) {
    const known = reader.at(quantiles, row * levels.length)
    const [sell, buy] = [known.below(-edge), known.above(edge)]
    columns.sell[row] = sell
    columns.hold[row] = Math.max(0, 1 - sell - buy)
    columns.buy[row] = buy
  }
  return columns
}

/**
 * Signals out of the probabilities of a class head with three classes.
 *
 * @param probabilities of SELL, HOLD and BUY, side by side. [rows, 3]
 * @throws QtError `usage` for what is no whole rows
 */
export function signalsFromProbabilities(probabilities: Float32Array | Float64Array): SignalColumns {
  const columns = emptyColumns(rowsOf(probabilities, 3))
  for (let row = 0; row < columns.buy.length; row++) {
    columns.sell[row] = probabilities[3 * row]!
    columns.hold[row] = probabilities[3 * row + 1]!
    columns.buy[row] = probabilities[3 * row + 2]!
  }
  return columns
}

/**
 * The expected return of each row, in the unit of the quantiles.
 *
 * @param quantiles in order. [rows, levels]
 * @throws QtError `usage` for fewer than two levels, or quantiles that are no whole rows
 */
export function expectationsOf(
  quantiles: Float32Array | Float64Array,
  levels: readonly number[],
): Float64Array {
  const reader = new QuantileReader(levels)
  const rows = rowsOf(quantiles, levels.length)
  return Float64Array.from({ length: rows }, (_, row) => reader.at(quantiles, row * levels.length).mean())
}

/**
 * One step of every forecast.
 *
 * @param forecasts [rows, horizon, outputs]
 * @param step 0 … horizon − 1
 * @returns [rows, outputs]
 * @throws QtError `usage` for a step beyond the horizon, or forecasts that are no whole rows
 */
export function atStep(
  forecasts: Float32Array,
  { horizon, outputs, step }: { horizon: number; outputs: number; step: number },
): Float32Array {
  const rows = rowsOf(forecasts, horizon * outputs)
  if (!(Number.isInteger(step) && step >= 0 && step < horizon))
    throw new QtError('usage', `step ${step} of a forecast`, `allowed: 0 … ${horizon - 1}`)
  const chosen = new Float32Array(rows * outputs)
  for (let row = 0; row < rows; row++) {
    const start = (row * horizon + step) * outputs
    chosen.set(forecasts.subarray(start, start + outputs), row * outputs)
  }
  return chosen
}

function rowsOf(numbers: Float32Array | Float64Array, width: number): number {
  if (!numbers) throw new QtError('usage', 'forecasts to read: none given', 'predictNet gives them')
  const { length } = numbers
  if (length % width === 0) return length / width
  throw new QtError('usage', `${length} numbers in rows of ${width}`, 'give whole rows')
}

function emptyColumns(rows: number): SignalColumns {
  return { sell: new Float64Array(rows), hold: new Float64Array(rows), buy: new Float64Array(rows) }
}
