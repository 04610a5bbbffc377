import { describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/random.ts'
import { compileKernel } from '../../../../src/models/assembly/build.mjs'
import type { BinnedMatrix } from '../../../../src/models/gbdt/binning/binned-matrix.ts'
import { createKernel } from '../../../../src/models/gbdt/kernel/kernel.ts'
import { KERNEL_BASE64 } from '../../../../src/models/gbdt/kernel/kernel.wasm.ts'
import { Bench, binAt, randomMatrix } from '../../../support/gbdt/binned.ts'

/** Histogram as its definition says: row by row, in float64. */
function plainHistogram(
  matrix: BinnedMatrix,
  rows: Uint32Array,
  pairs: Float32Array,
  size: number,
): Float64Array {
  const sums = new Float64Array(size)
  for (const [i, row] of rows.entries()) {
    for (const [f, { column }] of matrix.places.entries()) {
      const slot = column.slot + binAt(matrix, row, f)
      sums[2 * slot]! += pairs[2 * i]!
      sums[2 * slot + 1]! += pairs[2 * i + 1]!
    }
  }
  return sums
}

/** Slots that features use: padding columns of the last group gather what nobody reads. */
function used(matrix: BinnedMatrix, histogram: Float64Array): number[] {
  return matrix.places.flatMap(({ column, bins }) => [
    ...histogram.subarray(2 * column.slot, 2 * (column.slot + bins)),
  ])
}

const someRows = (random: Random, rows: number) =>
  Uint32Array.from({ length: rows }, (_, row) => row).filter(() => random.uniform() < 0.6)

describe('the kernel', () => {
  it('is what its sources compile to', async () => {
    expect(Buffer.from(await compileKernel('gbdt')).toString('base64')).toBe(KERNEL_BASE64)
  })

  it('refuses what addresses of 32 bits cannot reach', () => {
    const kernel = createKernel()
    expect(() => kernel.take(2 ** 32)).toThrow(
      expect.objectContaining({ name: 'QtError', message: 'the kernel cannot have 4097 MiB of memory' }),
    )
  })

  it('hands out aligned, zeroed memory that earlier views survive', () => {
    const kernel = createKernel()
    const near = kernel.take(8)
    const before = kernel.f64(near, 1)
    before[0] = 7
    const far = kernel.take(10_000_001)
    expect(far % 64).toBe(0)
    expect(kernel.u8(far, 10_000_001).every((byte) => byte === 0)).toBe(true)
    before[0]! += 1
    expect(kernel.f64(near, 1)[0]).toBe(8)
  })

  it.each([
    ['narrow', [256, 2, 17, 255, 1, 30, 100, 256, 9]],
    ['wide', [257, 1000, 300, 65_000, 400]],
    ['both', [256, 300, 5, 4, 3, 257, 8, 7, 6, 5, 4, 3, 2]],
  ])('fills histograms of %s features as their definition says, bit for bit', (_, slots) => {
    const random = new Random(3, 'histograms')
    const matrix = randomMatrix(random, 5_000, slots)
    const bench = new Bench(matrix, someRows(random, 5_000), random)
    const cut = 1_234
    const { first, all, difference } = bench.histograms(cut)
    const whole = plainHistogram(matrix, bench.rows, bench.pairs, all.length)
    const begin = plainHistogram(matrix, bench.rows.subarray(0, cut), bench.pairs, all.length)
    expect(used(matrix, all)).toEqual(used(matrix, whole))
    expect(used(matrix, first)).toEqual(used(matrix, begin))
    const expected = whole.map((sum, i) => sum - begin[i]!)
    expect(used(matrix, difference)).toEqual(used(matrix, expected))
  })

  it.each([
    ['narrow, missing right', 1, 40, 99, false],
    ['narrow, missing left', 1, 40, 99, true],
    ['wide, missing left', 2, 150, 399, true],
    ['nobody but the missing', 1, -1, 99, true],
    ['all', 1, 99, -1, false],
  ])('parts rows stably and moves their gradients along: %s', (_, feature, bin, missingBin, missingLeft) => {
    const random = new Random(4, 'partition')
    const matrix = randomMatrix(random, 3_000, [10, 100, 400])
    const bench = new Bench(matrix, someRows(random, 3_000), random)
    const goesLeft = (row: number) => {
      const own = binAt(matrix, row, feature)
      return own === missingBin ? missingLeft : own <= bin
    }
    const order = [...bench.rows.keys()]
    const left = order.filter((i) => goesLeft(bench.rows[i]!))
    const expected = [...left, ...order.filter((i) => !goesLeft(bench.rows[i]!))]
    const parted = bench.part(feature, bin, missingBin, missingLeft)
    expect(parted.left).toBe(left.length)
    expect([...parted.rows]).toEqual(expected.map((i) => bench.rows[i]))
    expect([...parted.pairs]).toEqual(expected.flatMap((i) => [bench.pairs[2 * i], bench.pairs[2 * i + 1]]))
  })
})
