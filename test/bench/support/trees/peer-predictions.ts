import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Predictions } from '../../../../src/models/gbdt/prediction/sums.ts'
import { worstOf } from '../../../support/gbdt/compare-models.ts'
import { ulps32, ulps64 } from '../../../support/gbdt/ulps.ts'

/**
 * Throws unless numbers that the peer left in the folder equal ours, up to a distance in the last place.
 *
 * @returns how near they are, in words
 */
export function assertEqualPredictions(
  what: string,
  ours: Predictions,
  folder: string,
  file: string,
  mostUlps: number,
): string {
  const { buffer } = new Uint8Array(readFileSync(join(folder, file)))
  const isSingle = ours instanceof Float32Array
  const theirs = isSingle ? new Float32Array(buffer) : new Float64Array(buffer)
  const odd = worstOf(ours, theirs, isSingle ? ulps32 : ulps64, 'row')
  if (odd && odd.distance > mostUlps) throw new Error(`${what} differ by ${odd.distance} ulps, ${odd.place}`)
  return odd ? `${what} equal to ${odd.distance} in the last place` : `${what} equal to the bit`
}
