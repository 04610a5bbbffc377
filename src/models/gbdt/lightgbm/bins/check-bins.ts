import { QtError } from '../../../../core/error.ts'
import { storedAt } from '../../binning/binned-matrix.ts'
import { checkSameShape, spotRows } from '../../binning/same-data.ts'
import { rowsOf, type TrainingSet } from '../../feature-matrix.ts'
import { isBundled } from './bin-layout.ts'
import { binOfValue } from './bin-mapper.ts'
import type { LightgbmBins } from './bins.ts'

/**
 * Whether bins are those of a data set, as far as its shape and a few of its rows tell.
 *
 * @param maxBin if it was asked for
 * @throws QtError `usage` when they are not, or have more bins than asked for
 */
export function checkBins(bins: LightgbmBins, set: TrainingSet, maxBin: number | undefined): void {
  if (!Array.isArray(bins?.mappers)) throw new QtError('usage', 'bins: those of binForLightgbm expected')
  const rows = rowsOf(set)
  checkSameShape(bins.matrix.rows, bins.mappers.length, rows, set.columns.length)
  const most = bins.mappers.reduce((most, mapper) => Math.max(most, mapper.bins), 0)
  if (maxBin !== undefined && most > maxBin) {
    throw new QtError('usage', `maxBin ${maxBin} asked for, the bins given are up to ${most}`)
  }
  for (const row of spotRows(rows)) {
    const odd = bins.used.findIndex((feature, i) => !isOwn(bins, i, row, set.columns[feature]![row]!))
    if (odd < 0) continue
    throw new QtError('usage', `bins of another data set: feature ${bins.used[odd]} of row ${row} differs`)
  }
}

/** Features that share a column may hide each other: what is stored there tells nothing. */
function isOwn({ matrix, mappers, used }: LightgbmBins, i: number, row: number, value: number): boolean {
  return isBundled(matrix.places[i]!) || storedAt(matrix, i, row) === binOfValue(mappers[used[i]!]!, value)
}
