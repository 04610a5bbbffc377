import type { FeatureColumn } from '../../feature-matrix.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { LightgbmRandom } from '../sampling/random.ts'
import type { SampledFeature } from './bin-mapper.ts'
import { isZero } from './bin-mapper.ts'
import { FloatSorter } from './sort-floats.ts'

/** The rows that bins are made from. */
interface SampledRows {
  readonly count: number
  /** Row of the data set of each; absent: all in order. */
  readonly rows: Uint32Array | undefined
}

/**
 * Draws the rows that bins are made from.
 *
 * @param known rows that may be looked at; `rows` says which, absent: the first ones
 */
export function sampleRows(known: number, wanted: number, seed: number, rows?: Uint32Array): SampledRows {
  if (wanted >= known) return { count: known, rows }
  const drawn = new LightgbmRandom(seed).sample(known, wanted)
  return { count: drawn.length, rows: Uint32Array.from(drawn, (i) => rows?.[i] ?? i) }
}

/** Looks at features in a sample of rows, one after the other. */
export interface FeatureSample {
  /** Rows of the sample. */
  readonly count: number
  /** Values of a feature, sorted. What is returned holds until the next call. */
  sorted(column: FeatureColumn): SampledFeature
  /** Where a feature is not zero or missing (positions in the sample), and its values there. */
  nonZero(column: FeatureColumn): { positions: Uint32Array; values: Float64Array }
}

/** A sampler that sorts float32 in the kernel (radix), float64 by the engine's own sort. */
export function createSampler(kernel: Kernel, { count, rows }: SampledRows): FeatureSample {
  const sorter = new FloatSorter(kernel, count)
  const rowOf = (i: number) => (rows ? rows[i]! : i)

  /** Keeps what is neither zero nor missing. @returns how many are kept, how many are missing */
  const collect = (column: FeatureColumn, kept: Float32Array | Float64Array) => {
    let size = 0
    let missingCount = 0
    for (let i = 0; i < count; i++) {
      const value = column[rowOf(i)]!
      if (Number.isNaN(value)) missingCount++
      else if (!isZero(value)) kept[size++] = value
    }
    return { size, missingCount }
  }

  return {
    count,
    sorted(column) {
      const kept = column instanceof Float32Array ? sorter.values : new Float64Array(count)
      const { size, missingCount } = collect(column, kept)
      const sorted = kept instanceof Float32Array ? sorter.sortFirst(size) : kept.subarray(0, size).sort()
      return { sorted, missingCount, total: count }
    },
    nonZero(column) {
      const positions: number[] = []
      for (let i = 0; i < count; i++) if (!isZero(column[rowOf(i)]!)) positions.push(i)
      return {
        positions: Uint32Array.from(positions),
        values: Float64Array.from(positions, (i) => column[rowOf(i)]!),
      }
    },
  }
}
