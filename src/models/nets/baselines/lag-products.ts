import type { SeriesColumn } from '../windows/panel.ts'
import type { WindowSet } from '../windows/window-set.ts'

/** Windows of one panel at neighbouring origins from … to − 1. */
interface OriginRun {
  readonly panel: number
  readonly from: number
  readonly to: number
}

/**
 * Products of all pairs of places in a window, summed over windows and channels: Σ x̃ᵢ · x̃ⱼ, where x̃ is the value
 * less the last of the window's input. Places below inputLength are the input, those from there on what follows.
 *
 * Windows are not laid out. Over a run of neighbouring origins Σ xᵢ₊₁xⱼ₊₁ is Σ xᵢxⱼ but for one product at either
 * end, so that a diagonal costs one pass over the rows; x̃ᵢx̃ⱼ = xᵢxⱼ − xᵢxₗ − xₗxⱼ + xₗ² takes the last value off
 * afterwards. To keep this exact, values are taken relative to one of the run.
 *
 * @returns [inputLength, inputLength + horizon], row-major, places j < i of the input left 0
 */
export function lagProducts(set: WindowSet): Float64Array {
  const width = set.inputLength + set.horizon
  const sums = new Float64Array(set.inputLength * width)
  const products = new Float64Array(sums.length)
  for (const { panel, from, to } of originRuns(set)) {
    for (const column of set.panels[panel]!.channels) {
      const values = relativeTo(column, from - set.inputLength, to - 1 + set.horizon)
      multiply(values, to - from, set.inputLength, width, products)
      addWithoutLast(products, set.inputLength, width, sums)
    }
  }
  return sums
}

/** The windows of a set as runs of neighbours; a window that is named twice counts twice. */
function originRuns({ panelOf, originOf }: WindowSet): OriginRun[] {
  const runs: { panel: number; from: number; to: number }[] = []
  originOf.forEach((origin, window) => {
    const panel = panelOf[window]!
    const open = runs.at(-1)
    if (open && open.panel === panel && open.to === origin) open.to = origin + 1
    else runs.push({ panel, from: origin, to: origin + 1 })
  })
  return runs
}

function relativeTo(column: SeriesColumn, from: number, to: number): Float64Array {
  const values = Float64Array.from(column.subarray(from, to))
  const level = values[0]!
  for (let i = 0; i < values.length; i++) values[i]! -= level
  return values
}

/** Σ xᵢxⱼ over `windows` windows of `width` that begin one bar after the other, for i < inputLength and j ≥ i. */
function multiply(
  values: Float64Array,
  windows: number,
  inputLength: number,
  width: number,
  products: Float64Array,
): void {
  for (let lag = 0; lag < width; lag++) {
    let sum = 0
    for (let start = 0; start < windows; start++) sum += values[start]! * values[start + lag]!
    for (let i = 0, j = lag; i < inputLength && j < width; i++, j++) {
      if (i > 0) sum += values[windows + i - 1]! * values[windows + j - 1]! - values[i - 1]! * values[j - 1]!
      products[i * width + j] = sum
    }
  }
}

function addWithoutLast(
  products: Float64Array,
  inputLength: number,
  width: number,
  sums: Float64Array,
): void {
  const last = inputLength - 1
  const withLast = (place: number) => products[place <= last ? place * width + last : last * width + place]!
  const lastSquared = withLast(last)
  for (let i = 0; i < inputLength; i++) {
    const own = lastSquared - withLast(i)
    for (let j = i; j < width; j++) sums[i * width + j]! += products[i * width + j]! - withLast(j) + own
  }
}
