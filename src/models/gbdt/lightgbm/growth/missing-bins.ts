import type { LightgbmBins } from '../bins/bins.ts'
import { MISSING } from '../model.ts'

/** Bin of missing values of each feature in use; −1: it has none. */
export function missingBinsOf({ mappers, used }: LightgbmBins): Int32Array {
  return Int32Array.from(used, (feature) => {
    const { missing, bins, defaultBin } = mappers[feature]!
    if (missing === MISSING.nan) return bins - 1
    return missing === MISSING.zero ? defaultBin : -1
  })
}
