import { QtError } from '../../../../core/error.ts'
import { storedAt } from '../../binning/binned-matrix.ts'
import { checkSameShape, spotRows } from '../../binning/same-data.ts'
import { rowsOf, type TrainingSet } from '../../feature-matrix.ts'
import type { XgboostBins } from './bins.ts'
import type { FeatureCuts } from './quantile-cuts.ts'

/**
 * Whether bins are those of a data set, as far as its shape and a few of its rows tell.
 *
 * @param maxBin if it was asked for
 * @throws QtError `usage` when they are not, or were made with another `maxBin`
 */
export function checkBins(bins: XgboostBins, set: TrainingSet, maxBin: number | undefined): void {
  if (!Array.isArray(bins?.features)) throw new QtError('usage', 'bins: those of binForXgboost expected')
  const rows = rowsOf(set)
  checkSameShape(bins.matrix.rows, bins.features.length, rows, set.columns.length)
  if (maxBin !== undefined && maxBin !== bins.maxBin) {
    throw new QtError('usage', `maxBin ${maxBin} asked for, the bins were made with ${bins.maxBin}`)
  }
  for (const row of spotRows(rows)) {
    const odd = set.columns.findIndex((column, f) => {
      const bin = binOf(bins.features[f]!, Math.fround(column[row]!))
      return storedAt(bins.matrix, f, row) !== bin
    })
    if (odd >= 0) throw new QtError('usage', `bins of another data set: feature ${odd} of row ${row} differs`)
  }
}

/** Missing values take the slot after the last bin. */
function binOf({ cuts }: FeatureCuts, value: number): number {
  if (Number.isNaN(value)) return cuts.length
  const above = cuts.findIndex((cut) => value < cut)
  return above < 0 ? cuts.length - 1 : above
}
