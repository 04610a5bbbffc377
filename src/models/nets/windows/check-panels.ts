import { QtError } from '../../../core/error.ts'
import type { Panel, SeriesColumn } from './panel.ts'

/** @throws QtError `data` unless every panel has channels, columns of one length, and the same columns as the others */
export function checkPanels(panels: readonly Panel[]): void {
  const [first] = Array.isArray(panels) ? (panels as readonly Panel[]) : []
  if (!first) throw new QtError('data', 'windows need a panel, got none')
  panels.forEach((panel, index) => {
    checkColumns(panel, nameOf(panel, index))
    checkAlike(panel, first, nameOf(panel, index))
  })
}

/** What a message calls a panel. */
export const nameOf = ({ name }: Panel, index: number) => name ?? `panel ${index}`

/** Rows of a panel. */
export const rowsOf = ({ channels }: Panel) => channels[0]!.length

/** Every column that a net may read beside the channels, by what it is called. */
function columnsOf({ channels, past = [], ahead = [] }: Panel): [string, SeriesColumn][] {
  const named = { channels, past, ahead }
  return Object.entries(named).flatMap(([what, columns]) =>
    columns.map((column, i): [string, SeriesColumn] => [`${what}[${i}]`, column]),
  )
}

function checkColumns(panel: Panel, name: string): void {
  if (!panel.channels?.length) throw new QtError('data', `${name}: at least one channel expected, got none`)
  checkTypes(panel, name)
  const rows = rowsOf(panel)
  const { labels, weights } = panel
  const beside = Object.entries({ labels, weights }).filter(([, column]) => column !== undefined)
  for (const [what, column] of [...columnsOf(panel), ...(beside as [string, ArrayLike<number>][])]) {
    if (column.length === rows) continue
    throw new QtError('data', `${name}: ${what} has ${column.length} rows, channels[0] has ${rows}`)
  }
  checkWeights(weights ?? [], name)
  const unknown = panel.fixed?.findIndex((value) => !Number.isFinite(value)) ?? -1
  if (unknown >= 0) throw new QtError('data', `${name}: fixed[${unknown}]: a number expected`)
}

function checkTypes(panel: Panel, name: string): void {
  const wrong = columnsOf(panel).find(
    ([, column]) => !(column instanceof Float64Array || column instanceof Float32Array),
  )
  if (!wrong) return
  throw new QtError('data', `${name}: ${wrong[0]} is no column`, 'allowed: a Float64Array or a Float32Array')
}

/** NaN is an unknown weight. */
function checkWeights(weights: ArrayLike<number>, name: string): void {
  for (let row = 0; row < weights.length; row++) {
    if (!(weights[row]! < 0)) continue
    throw new QtError('data', `${name}: weight ${weights[row]} of row ${row}`, 'allowed: 0 and above')
  }
}

function checkAlike(panel: Panel, first: Panel, name: string): void {
  for (const what of ['channels', 'past', 'ahead', 'fixed'] as const) {
    const [own, expected] = [panel[what]?.length ?? 0, first[what]?.length ?? 0]
    if (own === expected) continue
    throw new QtError('data', `${name}: ${what} has ${own} columns, the first panel has ${expected}`)
  }
}
