import { QtError } from '../../src/core/error.ts'
import type { Panel } from '../../src/models/nets/windows/panel.ts'
import type { WindowSet } from '../../src/models/nets/windows/window-set.ts'
import type { Dataset } from './dataset.ts'
import { type Borders, bordersOf } from './splits.ts'
import { standardise } from './standardise.ts'

/** A dataset made ready for the published protocol: standardised by its training rows, and split. */
export interface Benchmark {
  readonly name: string
  readonly intervalMinutes: number
  readonly columns: readonly Float64Array[]
  readonly borders: Borders
}

export type Part = keyof Borders

/** How the columns are put before a net: all of a moment together, or each on its own. */
export type Channels = 'joint' | 'separate'

export interface Windows {
  readonly inputLength: number
  readonly horizon: number
  readonly channels: Channels
  /** Rows between origins; 1: every window there is. */
  readonly stride: number
}

/** @throws QtError `data` where the dataset is shorter than its split */
export function benchmarkOf({ name, intervalMinutes, columns, rows }: Dataset): Benchmark {
  const borders = bordersOf(name, rows)
  if (!borders) throw new QtError('data', `${name}: more rows expected for its published split, got ${rows}`)
  return { name, intervalMinutes, columns: standardise(columns, borders.train).columns, borders }
}

/**
 * First and last origin of a part: the first row that is forecast. Validation and test read the rows before their
 * border, so that their first forecast begins right at it, whatever the input length; no part looks past its end.
 */
export function originsOf(
  borders: Borders,
  part: Part,
  { inputLength, horizon }: Pick<Windows, 'inputLength' | 'horizon'>,
): { readonly first: number; readonly last: number } {
  const begin = { train: inputLength, validation: borders.train, test: borders.validation }[part]
  const span = { first: begin, last: borders[part] - horizon }
  if (span.last >= span.first && span.first >= inputLength) return span
  const rows = `${borders[part] - begin} rows from row ${begin}`
  throw new QtError('data', `no ${part} window of ${inputLength} + ${horizon} rows in ${rows}`)
}

/** The windows of a part, in the order of time; one panel after the other where channels stand on their own. */
export function windowsOf(benchmark: Benchmark, part: Part, windows: Windows): WindowSet {
  const { inputLength, horizon, stride } = windows
  const { first, last } = originsOf(benchmark.borders, part, windows)
  const panels = panelsOf(benchmark, windows.channels)
  const count = Math.floor((last - first) / stride) + 1
  const total = count * panels.length
  return {
    panels,
    inputLength,
    horizon,
    panelOf: Uint32Array.from({ length: total }, (_, w) => Math.floor(w / count)),
    originOf: Uint32Array.from({ length: total }, (_, w) => first + (w % count) * stride),
  }
}

function panelsOf({ columns }: Benchmark, channels: Channels): Panel[] {
  return channels === 'joint' ? [{ channels: columns }] : columns.map((column) => ({ channels: [column] }))
}
