import { expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { valuesOf } from './support/columns.ts'

it('adds up the last settlements', () => {
  const settlementTime = Array.from({ length: 5 }, (_, k) => k * HOUR_MS)
  const sums = valuesOf('fundingSum', { period: 3 }, { settlementRate: [1, 2, -4, 8, 16], settlementTime })
  expect(sums).toEqual([Number.NaN, Number.NaN, -1, 6, 20])
})
