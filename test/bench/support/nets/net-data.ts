import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from '../../../../src/core/random.ts'
import type { WindowSet } from '../../../../src/models/nets/windows/window-set.ts'
import type { NetBenchTask } from './net-task.ts'

/** Waves of a day and a week, and noise that lasts: each series about as large as a standardised one. */
export function seriesOf(index: number, rows: number): Float64Array {
  const random = new Random(1, `series ${index}`)
  let noise = 0
  return Float64Array.from({ length: rows }, (_, row) => {
    noise = 0.9 * noise + 0.3 * random.normal()
    return Math.sin((row * 2 * Math.PI) / 24 + index) + 0.5 * Math.sin((row * 2 * Math.PI) / 168) + noise
  })
}

/** All windows of seven series, which make one panel or one each. */
export function trainingSet({ spec, channels, rows }: NetBenchTask): WindowSet {
  const series = Array.from({ length: 7 }, (_, index) => seriesOf(index, rows))
  const panels = channels === 1 ? series.map((one) => ({ channels: [one] })) : [{ channels: series }]
  const { inputLength, horizon } = spec.config
  const each = rows - inputLength - horizon + 1
  return {
    panels,
    inputLength,
    horizon,
    panelOf: Uint32Array.from({ length: each * panels.length }, (_, w) => Math.floor(w / each)),
    originOf: Uint32Array.from({ length: each * panels.length }, (_, w) => inputLength + (w % each)),
  }
}

/** So many of the windows, evenly over all of them. */
export function someWindows(set: WindowSet, count: number): WindowSet {
  const distance = Math.floor(set.originOf.length / count)
  const pick = (of: Uint32Array) => Uint32Array.from({ length: count }, (_, w) => of[w * distance]!)
  return { ...set, panelOf: pick(set.panelOf), originOf: pick(set.originOf) }
}

/** `inputs.f32`: the windows themselves, [windows, inputLength, channels], as PyTorch's models read them. */
export function writeInputs(folder: string, { panels, panelOf, originOf, inputLength }: WindowSet): void {
  const values: number[] = []
  originOf.forEach((origin, window) => {
    const { channels } = panels[panelOf[window]!]!
    for (let row = origin - inputLength; row < origin; row++)
      for (const column of channels) values.push(column[row]!)
  })
  writeFileSync(join(folder, 'inputs.f32'), new Uint8Array(Float32Array.from(values).buffer))
}
