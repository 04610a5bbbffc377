import { expect, test } from 'vitest'
import { planMatrix } from '../../../../../src/models/gbdt/binning/binned-matrix.ts'
import { createKernel } from '../../../../../src/models/gbdt/kernel/kernel.ts'
import { HistogramPool } from '../../../../../src/models/gbdt/xgboost/growth/histogram-pool.ts'

const plan = planMatrix(Array(8).fill(256))

test('what is given back is taken again before anything new', () => {
  const pool = new HistogramPool(createKernel(), plan)
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
  expect(() => new HistogramPool(full, plan).take()).toThrow(/more memory than there is/)
})
