import { expect, it } from 'vitest'
import { compute } from './support/columns.ts'

it('is the cross of the 50-bar and the 200-bar average', () => {
  const close = Array.from({ length: 900 }, (_, i) => 100 + 30 * Math.cos(i / 60))
  expect(compute('goldenCross', {}, { close })).toEqual(
    compute('maCross', { fast: 50, slow: 200 }, { close }),
  )
  const { event } = compute('goldenCross', {}, { close })
  expect([...event!].filter((value) => Math.abs(value) === 1).slice(0, 3)).toEqual([1, -1, 1])
})
