import type { Kernel } from '../../kernel/kernel.ts'
import { MATRIX_BYTES, MATRIX_PLACES, PLACE_BYTES } from '../../kernel/layout.ts'
import type { LightgbmBins } from '../bins/bins.ts'
import { MISSING } from '../model.ts'

/** Address of the Place record of a feature in use. */
export function placeRecord(kernel: Kernel, matrix: number, feature: number): number {
  return kernel.u32(matrix, MATRIX_BYTES / 4)[MATRIX_PLACES / 4]! + feature * PLACE_BYTES
}

/** Bin of missing values of a feature in use; −1: it has none. */
export function missingBin(bins: LightgbmBins, feature: number): number {
  const mapper = bins.mappers[bins.used[feature]!]!
  if (mapper.missing === MISSING.nan) return mapper.bins - 1
  return mapper.missing === MISSING.zero ? mapper.defaultBin : -1
}
