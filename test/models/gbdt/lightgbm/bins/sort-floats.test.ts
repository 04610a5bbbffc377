import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKernel } from '../../../../../src/models/gbdt/kernel/kernel.ts'
import { FloatSorter } from '../../../../../src/models/gbdt/lightgbm/bins/sort-floats.ts'

const sorter = new FloatSorter(createKernel(), 300)

test('sorts as the engine does, infinities and zeros of both signs too', () => {
  fc.assert(
    fc.property(fc.float32Array({ noNaN: true, maxLength: 300 }), (values) => {
      expect(sorter.sorted(values).slice()).toEqual(values.toSorted())
    }),
  )
})
