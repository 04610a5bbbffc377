import { checkWhole } from './check.ts'
import { outputsOf } from './heads/head.ts'
import { orderQuantiles } from './heads/order-quantiles.ts'
import { softmaxRows } from './heads/softmax.ts'
import type { Kit } from './kit/kit.ts'
import type { Tensor } from './kit/tensorflow.ts'
import type { Net } from './net.ts'
import { checkAlive } from './weights.ts'
import { checkLengths } from './windows/check-lengths.ts'
import { cutWindows, type WindowBatch } from './windows/cut.ts'
import { isKnown } from './windows/runs.ts'
import type { Scaling } from './windows/scaling.ts'
import { checkScaling } from './windows/statistics.ts'
import type { WindowSet } from './windows/window-set.ts'

export interface PredictOptions {
  /**
   * Windows that go through the net at a time: memory against speed. On the backends `wasm` and `cpu` the bits are the
   * same whatever it is. Absent: as many as have 256 series.
   */
  readonly batch?: number
}

/**
 * What a net says of each window, in the units of the series:
 * - point and quantile heads: [windows · channels, horizon, levels], row = window · channels + channel; quantiles in
 *   order
 * - class heads: probabilities [windows, classes]
 *
 * A window with an unknown value is NaN throughout.
 *
 * @throws QtError `usage` without windows, for windows of other lengths than the net's, an unknown scaling, a batch below 1, or a net
 *   that was disposed of
 */
export function predictNet(
  kit: Kit,
  net: Net,
  set: WindowSet,
  scaling: Scaling,
  options: PredictOptions = {},
): Float32Array {
  checkAlive(net)
  checkLengths('windows', set, net, 'the net was made for')
  checkScaling(scaling)
  const { batch = usualBatch(set) } = options
  checkWhole('batch of windows', batch)
  const size = numbersOf(net, set)
  const known = knownWindows(set)
  const predictions = new Float32Array(set.originOf.length * size).fill(Number.NaN)
  for (let from = 0; from < known.length; from += batch) {
    const picks = known.subarray(from, from + batch)
    const said = sayBatch(kit, net, set, picks, scaling)
    for (const [i, window] of picks.entries())
      predictions.set(said.subarray(i * size, (i + 1) * size), window * size)
  }
  return predictions
}

function usualBatch({ panels }: WindowSet): number {
  return Math.max(1, Math.floor(256 / (panels[0]?.channels.length ?? 1)))
}

/** Numbers that a net says of one window. */
function numbersOf({ head, horizon }: Net, { panels }: WindowSet): number {
  const channels = panels[0]?.channels.length ?? 0
  return head.kind === 'classes' ? head.count : channels * horizon * outputsOf(head)
}

function sayBatch(kit: Kit, net: Net, set: WindowSet, picks: Uint32Array, scaling: Scaling): Float32Array {
  let said = new Float32Array()
  kit.tf.tidy(() => {
    const batch = cutWindows(kit, set, picks, scaling)
    said = spoken(net, net.forward(kit, batch.input, { training: false }), batch)
  }) // not returned from there: tidy would look at every number
  return said
}

/** The output of a net as it is handed out: probabilities, or quantiles in order and in the units of the series. */
function spoken({ head }: Net, output: Tensor, batch: WindowBatch): Float32Array<ArrayBuffer> {
  const values = output.dataSync() as Float32Array
  if (head.kind === 'classes') return softmaxRows(values, head.count)
  const forecasts = unscaled(values, batch)
  orderQuantiles(forecasts, outputsOf(head))
  return forecasts
}

/** Row by row x · scale + shift. */
function unscaled(said: Float32Array, { shift, scale }: WindowBatch): Float32Array<ArrayBuffer> {
  const perRow = said.length / shift.length
  const values = new Float32Array(said.length)
  for (let row = 0, i = 0; row < shift.length; row++) {
    for (const end = i + perRow; i < end; i++) values[i] = said[i]! * scale[row]! + shift[row]!
  }
  return values
}

/** Windows whose every value is a number. */
function knownWindows(set: WindowSet): Uint32Array {
  return Uint32Array.from(set.originOf.keys()).filter((window) => isWindowKnown(set, window))
}

function isWindowKnown(
  { panels, panelOf, originOf, inputLength, horizon }: WindowSet,
  window: number,
): boolean {
  const { channels, past = [], ahead = [] } = panels[panelOf[window]!]!
  const origin = originOf[window]!
  const isColumnKnown = (column: ArrayLike<number>, end: number) => {
    for (let row = origin - inputLength; row < end; row++) if (!isKnown(column[row]!)) return false
    return true
  }
  return (
    channels.every((column) => isColumnKnown(column, origin)) &&
    past.every((column) => isColumnKnown(column, origin)) &&
    ahead.every((column) => isColumnKnown(column, origin + horizon))
  )
}
