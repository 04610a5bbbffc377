import type { Kit } from '../kit/kit.ts'
import type { Tensor1D, Tensor2D } from '../kit/tensorflow.ts'
import type { NetInput } from '../net.ts'
import { cutCovariates } from './covariates.ts'
import type { SeriesColumn } from './panel.ts'
import type { Scaling } from './scaling.ts'
import { MEASURES, type WindowScale } from './statistics.ts'
import type { Target } from './target.ts'
import type { WindowSet } from './window-set.ts'

/** Windows as a net sees them. Rows run over the channels first: row = sample · channels + channel. */
export interface WindowBatch {
  readonly input: NetInput
  /** What was subtracted, and what was divided by. [rows] */
  readonly shift: Float64Array
  readonly scale: Float64Array
  /** What comes after the origin, in the scale of the input. [rows, horizon] */
  readonly target?: Tensor2D
  /** Classes at the origins. [samples] */
  readonly labels?: Tensor1D
  /** Absent: each window counts 1. [samples] */
  readonly weights?: Float32Array
}

/**
 * Cuts the picked windows out of their columns and scales each by its own statistics, taken in float64 from its
 * input alone. Covariates are handed on as they are: whoever makes them brings them to scale.
 *
 * @param picks windows of the set, in the order of the batch
 */
export function cutWindows(
  kit: Kit,
  set: WindowSet,
  picks: Uint32Array,
  scaling: Scaling,
  target: Target = 'none',
): WindowBatch {
  const { tf } = kit
  const channels = set.panels[0]!.channels.length
  const samples = picks.length
  const rows = samples * channels
  const { history, future, shift, scale } = cutSeries(set, picks, scaling, target === 'series')
  return {
    input: {
      samples,
      channels,
      history: tf.tensor2d(history, [rows, set.inputLength]),
      ...cutCovariates(kit, set, picks),
    },
    shift,
    scale,
    ...(target === 'series' ? { target: tf.tensor2d(future, [rows, set.horizon]) } : {}),
    ...(target === 'label' ? { labels: tf.tensor1d(labelsOf(set, picks), 'int32') } : {}),
    ...(target !== 'none' && set.panels.some(({ weights }) => weights)
      ? { weights: weightsOf(set, picks) }
      : {}),
  }
}

interface CutSeries {
  /** [rows, inputLength] */
  readonly history: Float32Array
  /** [rows, horizon], empty when there is no target */
  readonly future: Float32Array
  readonly shift: Float64Array
  readonly scale: Float64Array
}

function cutSeries(
  { panels, inputLength, horizon, panelOf, originOf }: WindowSet,
  picks: Uint32Array,
  scaling: Scaling,
  hasFuture: boolean,
): CutSeries {
  const rows = picks.length * panels[0]!.channels.length
  const ahead = hasFuture ? horizon : 0
  const cut: CutSeries = {
    history: new Float32Array(rows * inputLength),
    future: new Float32Array(rows * ahead),
    shift: new Float64Array(rows),
    scale: new Float64Array(rows),
  }
  const measure = MEASURES[scaling]
  const window = new Float64Array(inputLength)
  const found: WindowScale = { shift: 0, scale: 1 }
  let row = 0
  for (const pick of picks) {
    const { channels } = panels[panelOf[pick]!]!
    const origin = originOf[pick]!
    for (const column of channels) {
      const from = origin - inputLength
      for (let i = 0; i < inputLength; i++) window[i] = column[from + i]!
      measure(window, inputLength, found)
      writeScaled(column, from, inputLength, found, cut.history, row * inputLength)
      writeScaled(column, origin, ahead, found, cut.future, row * ahead)
      cut.shift[row] = found.shift
      cut.scale[row++] = found.scale
    }
  }
  return cut
}

function writeScaled(
  column: SeriesColumn,
  from: number,
  length: number,
  { shift, scale }: WindowScale,
  into: Float32Array,
  at: number,
): void {
  const factor = 1 / scale
  for (let i = 0; i < length; i++) into[at + i] = (column[from + i]! - shift) * factor
}

function labelsOf({ panels, panelOf, originOf }: WindowSet, picks: Uint32Array): Int32Array {
  return Int32Array.from(picks, (pick) => panels[panelOf[pick]!]!.labels![originOf[pick]! - 1]!)
}

function weightsOf({ panels, panelOf, originOf }: WindowSet, picks: Uint32Array): Float32Array {
  return Float32Array.from(picks, (pick) => panels[panelOf[pick]!]!.weights?.[originOf[pick]! - 1] ?? 1)
}
