import { expect, test } from 'vitest'
import { histogramBytes, planMatrix } from '../../../../src/models/gbdt/binning/binned-matrix.ts'
import { HistogramPool } from '../../../../src/models/gbdt/growth/histogram-pool.ts'
import { createKernel } from '../../../../src/models/gbdt/kernel/kernel.ts'

const bytes = histogramBytes(planMatrix(Array(8).fill(256)))

test('what is given back is taken again before anything new', () => {
  const pool = new HistogramPool(createKernel(), bytes, 'grow less')
  const [first, second] = [pool.take(), pool.take()]
  // Eight features of 256 slots, 16 bytes each.
  expect(second - first).toBe(8 * 256 * 16)
  pool.giveBack(first)
  expect(pool.take()).toBe(first)
  expect(pool.take()).toBe(second + 8 * 256 * 16)
})

test('a tree that outgrows the kernel is refused, with what to change', () => {
  const full = {
    ...createKernel(),
    take: () => {
      throw new RangeError('Maximum memory size exceeded')
    },
  }
  expect(() => new HistogramPool(full, bytes, 'grow less').take()).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(/more memory than there is/),
      hint: 'grow less',
    }),
  )
})
