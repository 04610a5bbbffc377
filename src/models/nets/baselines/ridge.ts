import { QtError } from '../../../core/error.ts'
import { checkLengths } from '../windows/check-lengths.ts'
import type { SeriesColumn } from '../windows/panel.ts'
import { checkKnownWindows } from '../windows/usable.ts'
import type { WindowSet } from '../windows/window-set.ts'
import { solveCholesky } from './cholesky.ts'
import { lagProducts } from './lag-products.ts'

/** One matrix for all channels: forecast = last + (window − last) · weights. */
export interface Ridge {
  readonly inputLength: number
  readonly horizon: number
  /** [inputLength, horizon], row-major */
  readonly weights: Float64Array
}

/** λ of the published figures, for channels brought to mean 0 and deviation 1. */
const PENALTY = 1000

/**
 * Ridge regression of what follows on the window, both less the window's last value, in closed form:
 *
 *   weights = (XᵀX + λI)⁻¹ XᵀY, all windows of all channels being rows of X and Y
 *
 * The penalty has the unit of the products: bring channels to a common scale first.
 *
 * @throws QtError `usage` for a penalty that is not positive, `data` for a set without windows or with unknown values
 */
export function fitRidge(set: WindowSet, penalty = PENALTY): Ridge {
  if (!(penalty > 0))
    throw new QtError('usage', `penalty of the ridge: ${penalty}`, 'allowed: a number above 0')
  const { inputLength, horizon } = set
  if (set.originOf.length === 0) throw new QtError('data', 'no windows to fit the ridge to')
  checkKnownWindows(set, 'series')
  const { gram, weights } = normalEquations(lagProducts(set), inputLength, horizon, penalty)
  if (!solveCholesky(gram, weights, inputLength))
    throw new QtError(
      'data',
      'the ridge met numbers beyond its range',
      'bring channels to a common scale first',
    )
  return { inputLength, horizon, weights }
}

/** XᵀX + λI, its lower half, and XᵀY, out of the products of all places. */
function normalEquations(
  products: Float64Array,
  inputLength: number,
  horizon: number,
  penalty: number,
): { gram: Float64Array; weights: Float64Array } {
  const width = inputLength + horizon
  const gram = new Float64Array(inputLength * inputLength)
  const weights = new Float64Array(inputLength * horizon)
  for (let i = 0; i < inputLength; i++) {
    const row = products.subarray(i * width, (i + 1) * width)
    for (let j = i; j < inputLength; j++) gram[j * inputLength + i] = row[j]!
    gram[i * inputLength + i]! += penalty
    weights.set(row.subarray(inputLength), i * horizon)
  }
  return { gram, weights }
}

/**
 * @returns [windows · channels, horizon], row = window · channels + channel
 * @throws QtError `usage` for windows of other lengths than the ridge was fitted to
 */
export function forecastRidge(ridge: Ridge, set: WindowSet): Float32Array {
  checkLengths('windows', set, ridge, 'the ridge was fitted to')
  const { panels, panelOf, originOf, horizon } = set
  const channels = panels[0]?.channels.length ?? 0
  const forecasts = new Float32Array(originOf.length * channels * horizon)
  const forecast = new Float64Array(horizon)
  let at = 0
  originOf.forEach((origin, window) => {
    for (const column of panels[panelOf[window]!]!.channels) {
      forecastOne(ridge, column, origin, forecast)
      forecasts.set(forecast, at)
      at += horizon
    }
  })
  return forecasts
}

/** Four places at a time: the forecast is read and written a quarter as often. */
function forecastOne(
  { inputLength, horizon, weights }: Ridge,
  column: SeriesColumn,
  origin: number,
  forecast: Float64Array,
): void {
  const last = column[origin - 1]!
  forecast.fill(last)
  const distance = (place: number) => (place < inputLength ? column[origin - inputLength + place]! - last : 0)
  const rowOf = (place: number) => Math.min(place, inputLength - 1) * horizon
  for (let place = 0; place < inputLength; place += 4) {
    const [a, b, c, d] = [distance(place), distance(place + 1), distance(place + 2), distance(place + 3)]
    const [i, j, k, l] = [rowOf(place), rowOf(place + 1), rowOf(place + 2), rowOf(place + 3)]
    for (let step = 0; step < horizon; step++)
      forecast[step]! +=
        a * weights[i + step]! + b * weights[j + step]! + (c * weights[k + step]! + d * weights[l + step]!)
  }
}
