import { QtError } from '../../../core/error.ts'
import { checkChoice, checkWhole } from '../check.ts'
import { checkPanels, nameOf, rowsOf } from './check-panels.ts'
import type { Panel } from './panel.ts'
import { constantRuns, isKnown, knownRuns } from './runs.ts'
import type { Target } from './target.ts'
import type { WindowSet } from './window-set.ts'

export interface WindowShape {
  readonly inputLength: number
  readonly horizon: number
}

export interface UsableOptions extends WindowShape {
  readonly target: Target
  /** Of each panel the origins to look at, in this order; absent: every one whose rows exist. */
  readonly origins?: readonly Uint32Array[]
}

export interface UsableWindows {
  readonly set: WindowSet
  /** Windows that are left out, by reason. */
  readonly skipped: {
    /** A value that is read or judged by is unknown, or its rows do not exist. */
    readonly unknown: number
    /** Their weight is 0: they would change nothing. */
    readonly weightless: number
  }
  /** Windows of the set that have a channel without any movement: they carry nothing to learn from. */
  readonly constant: number
}

/**
 * The windows whose every value is known. Of each panel only runs are looked at, so that a window costs one
 * comparison whatever its length.
 *
 * @throws QtError `data` for panels whose columns do not fit together, `usage` for lengths below 1
 */
export function usableWindows(panels: readonly Panel[], options: UsableOptions): UsableWindows {
  const { inputLength, horizon, target, origins } = options
  checkPanels(panels)
  checkShape(options, panels, origins)
  checkChoice('target of the windows', target, ['series', 'label', 'none'])
  if (target === 'label') checkLabels(panels)
  let [unknown, weightless, constant] = [0, 0, 0]
  const kept = panels.map((panel, index) => {
    const wished = origins?.[index] ?? allOrigins(panel, options)
    const known = wished.filter(knownAt(panel, options))
    const usable = known.filter(
      (origin) => target === 'none' || !panel.weights || Math.fround(panel.weights[origin - 1]!) !== 0,
    )
    unknown += wished.length - known.length
    weightless += known.length - usable.length
    constant += countConstant(panel, inputLength, usable)
    return usable
  })
  const set = setOf(panels, { inputLength, horizon }, kept)
  return { set, skipped: { unknown, weightless }, constant }
}

/** The named windows whatever their values are; all that their inputs read must exist. */
export function windowsAt(
  panels: readonly Panel[],
  { inputLength, horizon, origins }: WindowShape & { readonly origins: readonly Uint32Array[] },
): WindowSet {
  checkPanels(panels)
  if (!origins) throw new QtError('usage', 'origins of the windows: none given')
  checkShape({ inputLength, horizon }, panels, origins)
  panels.forEach((panel, index) => {
    const last = rowsOf(panel) - (panel.ahead?.length ? horizon : 0)
    const wrong = origins[index]!.find((origin) => origin < inputLength || origin > last)
    if (wrong === undefined) return
    const hint = `allowed: ${inputLength} … ${last}`
    throw new QtError('usage', `${nameOf(panel, index)}: origin ${wrong} reads rows that do not exist`, hint)
  })
  return setOf(panels, { inputLength, horizon }, origins)
}

function checkShape(shape: WindowShape, panels: readonly Panel[], origins?: readonly Uint32Array[]): void {
  checkWhole('inputLength of the windows', shape.inputLength)
  checkWhole('horizon of the windows', shape.horizon)
  if (origins && origins.length !== panels.length) {
    throw new QtError('usage', `origins of ${origins.length} panels given, there are ${panels.length}`)
  }
  const wrong = origins?.findIndex((own) => !(own instanceof Uint32Array)) ?? -1
  if (wrong < 0) return
  throw new QtError('usage', `origins of ${nameOf(panels[wrong]!, wrong)}: a Uint32Array expected`)
}

function checkLabels(panels: readonly Panel[]): void {
  const missing = panels.findIndex(({ labels }) => !labels)
  if (missing < 0) return
  throw new QtError(
    'data',
    `${nameOf(panels[missing]!, missing)}: a class head learns from labels, there are none`,
  )
}

/** Every origin whose input exists, and whose target does where it is needed. */
function allOrigins(panel: Panel, { inputLength, horizon, target }: UsableOptions): Uint32Array {
  const needsRows = target === 'series' || (panel.ahead?.length ?? 0) > 0
  const last = rowsOf(panel) - (needsRows ? horizon : 0)
  return Uint32Array.from({ length: Math.max(0, last - inputLength + 1) }, (_, i) => inputLength + i)
}

/**
 * Windows that are named by hand may read what is unknown.
 *
 * @throws QtError `data` that names the first one
 */
export function checkKnownWindows({ panels, panelOf, originOf, ...shape }: WindowSet, target: Target): void {
  const known = panels.map((panel) => knownAt(panel, { ...shape, target }))
  const wrong = originOf.findIndex((origin, window) => !known[panelOf[window]!]!(origin))
  if (wrong < 0) return
  const panel = nameOf(panels[panelOf[wrong]!]!, panelOf[wrong]!)
  const hint = 'usableWindows leaves such windows out and counts them'
  throw new QtError(
    'data',
    `${panel}: the window with origin ${originOf[wrong]} holds an unknown value`,
    hint,
  )
}

/** Whether the window with this origin holds known values only. */
function knownAt(panel: Panel, { inputLength, horizon, target }: UsableOptions): (origin: number) => boolean {
  const rows = rowsOf(panel)
  const { channels, past = [], ahead = [], labels, weights } = panel
  const read = knownRuns([...channels, ...past], rows)
  const judged = target === 'series' ? knownRuns(channels, rows) : undefined
  const known = ahead.length > 0 ? knownRuns(ahead, rows) : undefined
  return (origin) => {
    const end = origin + horizon - 1 // runs beyond the last row are undefined, and nothing compares with that
    if (!(read[origin - 1]! >= inputLength)) return false
    if (judged && !(judged[end]! >= horizon)) return false
    if (known && !(known[end]! >= inputLength + horizon)) return false
    if (target === 'label' && !isKnown(labels![origin - 1]!)) return false
    return target === 'none' || !weights || isKnown(weights[origin - 1]!)
  }
}

function countConstant(panel: Panel, inputLength: number, origins: Uint32Array): number {
  const runs = constantRuns(panel.channels, rowsOf(panel))
  return origins.reduce((count, origin) => count + (runs[origin - 1]! >= inputLength ? 1 : 0), 0)
}

function setOf(panels: readonly Panel[], shape: WindowShape, origins: readonly Uint32Array[]): WindowSet {
  const count = origins.reduce((sum, { length }) => sum + length, 0)
  const [panelOf, originOf] = [new Uint32Array(count), new Uint32Array(count)]
  let window = 0
  origins.forEach((own, panel) => {
    panelOf.fill(panel, window, window + own.length)
    originOf.set(own, window)
    window += own.length
  })
  return { panels, inputLength: shape.inputLength, horizon: shape.horizon, panelOf, originOf }
}
