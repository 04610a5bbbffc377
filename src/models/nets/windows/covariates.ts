import type { Kit } from '../kit/kit.ts'
import type { NetInput } from '../net.ts'
import type { Panel } from './panel.ts'
import type { WindowSet } from './window-set.ts'

/** What the picked windows read beside their series; nothing for panels that have none. */
export function cutCovariates(
  { tf }: Kit,
  set: WindowSet,
  picks: Uint32Array,
): Pick<NetInput, 'past' | 'ahead' | 'fixed'> {
  const { past, ahead, fixed } = set.panels[0]!
  const { inputLength, horizon } = set
  const samples = picks.length
  const spans = { past: inputLength, ahead: inputLength + horizon }
  const cut = (kind: 'past' | 'ahead', count: number) =>
    tf.tensor3d(cutColumns(set, picks, kind, count, spans[kind]), [samples, count, spans[kind]])
  return {
    ...(past?.length ? { past: cut('past', past.length) } : {}),
    ...(ahead?.length ? { ahead: cut('ahead', ahead.length) } : {}),
    ...(fixed?.length
      ? { fixed: tf.tensor2d(cutFixed(set, picks, fixed.length), [samples, fixed.length]) }
      : {}),
  }
}

/** [samples, features, span], the first row of each window at its left. */
function cutColumns(
  { panels, inputLength, panelOf, originOf }: WindowSet,
  picks: Uint32Array,
  kind: keyof Panel & ('past' | 'ahead'),
  count: number,
  span: number,
): Float32Array {
  const values = new Float32Array(picks.length * count * span)
  let at = 0
  for (const pick of picks) {
    const from = originOf[pick]! - inputLength
    for (const column of panels[panelOf[pick]!]![kind]!) {
      for (let i = 0; i < span; i++) values[at++] = column[from + i]!
    }
  }
  return values
}

/** [samples, features] */
function cutFixed({ panels, panelOf }: WindowSet, picks: Uint32Array, count: number): Float32Array {
  const values = new Float32Array(picks.length * count)
  let at = 0
  for (const pick of picks) {
    values.set(panels[panelOf[pick]!]!.fixed!, at)
    at += count
  }
  return values
}
