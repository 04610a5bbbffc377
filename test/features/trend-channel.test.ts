import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

it('is the distance from the regression line in channel widths', () => {
  // 0, 0, 3 lie about the line −0.5, 1, 2.5: residues 0.5, −1, 0.5, deviation √0.5
  const [position] = valuesOf('trendChannel', { period: 3, width: 2 }, { close: [0, 0, 3] }).slice(2)
  expect(position).toBeCloseTo(0.5 / (2 * Math.sqrt(0.5)), 12)
})

it('is unknown where the channel has no width', () => {
  const close = [1, 5, 2, ...Array.from({ length: 6 }, (_, i) => 3 + 0.1 * i)]
  const known = valuesOf('trendChannel', { period: 4 }, { close }).map((value) => !Number.isNaN(value))
  expect(known).toEqual([false, false, false, true, true, true, false, false, false])
})
