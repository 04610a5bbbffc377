import { expect, test } from 'vitest'
import { centralMoment } from '../../src/stats/central-moment.ts'

test('second and third moment of 0, 0, 3 about 1', () => {
  expect(centralMoment(Float64Array.of(0, 0, 3), 1, 2)).toBe(2)
  expect(centralMoment(Float64Array.of(0, 0, 3), 1, 3)).toBe(2)
})
