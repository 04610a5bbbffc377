import fc from 'fast-check'
import { expect, it } from 'vitest'
import { originsWithin } from '../../../../src/models/nets/windows/origins.ts'

const shape = { inputLength: 4, horizon: 3 }

it('gives the windows that are decided and judged inside a stretch', () => {
  expect([...originsWithin(shape, 0, 9)]).toEqual([4, 5, 6])
  expect([...originsWithin(shape, 6, 9)]).toEqual([6])
})

it('lets stretches that follow each other share no row that is judged', () => {
  const size = fc.integer({ min: 1, max: 9 })
  fc.assert(
    fc.property(size, size, fc.integer({ min: 20, max: 60 }), (inputLength, horizon, border) => {
      const own = { inputLength, horizon }
      const [before, after] = [originsWithin(own, 0, border), originsWithin(own, border, border + 20)]
      expect(before.at(-1)! + horizon).toBe(border)
      expect(after[0]).toBe(Math.max(border, inputLength))
      expect(after.at(-1)! + horizon).toBe(border + 20)
    }),
  )
})

it.each([
  [0, 6],
  [5, 7],
  [-1, 20],
  [0.5, 20],
  [0, Number.NaN],
])('refuses rows %s to %s', (from, to) => {
  expect(() => originsWithin(shape, from, to)).toThrow(`no window between row ${from} and row ${to}`)
})
