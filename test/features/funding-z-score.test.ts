import { expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { valuesOf } from './support/columns.ts'

const settlementTime = Array.from({ length: 4 }, (_, k) => k * 8 * HOUR_MS)

it('compares the last rate with the last settlements, itself included', () => {
  const scores = valuesOf('fundingZScore', { period: 3 }, { settlementRate: [1, 2, 6, 3], settlementTime })
  expect(scores[1]).toBeNaN()
  expect(scores[2]).toBeCloseTo(3 / Math.sqrt(14 / 3), 12)
  expect(scores[3]).toBeCloseTo((3 - 11 / 3) / Math.sqrt(26 / 9), 12)
})
