import type { FeaturePlace, MatrixPlan } from '../../binning/binned-matrix.ts'
import { planMatrix } from '../../binning/binned-matrix.ts'
import type { BinMapper } from './bin-mapper.ts'

/** Most values that a column of bins can hold. */
const COLUMN_SLOTS = 65_536

/**
 * Where each used feature's bins are kept: in a column of its own, or in a range of its bundle's column, where 0
 * means that every member is in its most frequent bin. A bundle too large for one column is not bundled.
 */
export function layOut(
  mappers: readonly BinMapper[],
  used: readonly number[],
  bundles: readonly (readonly number[])[],
): { plan: MatrixPlan; places: FeaturePlace[] } {
  const slotsOf = (bundle: readonly number[]) => bundle.reduce((sum, f) => sum + mappers[f]!.bins, 1)
  const shared = bundles.filter((bundle) => slotsOf(bundle) <= COLUMN_SLOTS)
  const bundleOf = new Map(shared.flatMap((bundle) => bundle.map((feature) => [feature, bundle] as const)))
  const columnOf = new Map<number, number>()
  const slotsNeeded: number[] = []
  for (const feature of used) {
    if (columnOf.has(feature)) continue
    const bundle = bundleOf.get(feature)
    for (const member of bundle ?? [feature]) columnOf.set(member, slotsNeeded.length)
    slotsNeeded.push(bundle ? slotsOf(bundle) : mappers[feature]!.bins)
  }
  const plan = planMatrix(slotsNeeded)
  const places = used.map((feature) => {
    const { bins, mostFreqBin } = mappers[feature]!
    const before = bundleOf.get(feature)?.filter((other) => other < feature)
    const low = before ? slotsOf(before) : 0
    const column = plan.columns[columnOf.get(feature)!]!
    return { column, bins, low, high: low + bins - 1, outside: mostFreqBin }
  })
  return { plan, places }
}

/** Whether a feature shares its column: then its most frequent bin is not stored. */
export function isBundled(place: FeaturePlace): boolean {
  return place.low > 0
}
