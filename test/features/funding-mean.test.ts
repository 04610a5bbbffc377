import { expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { valuesOf } from './support/columns.ts'

it('averages the last settlements, whatever the time between them', () => {
  const settlementTime = [0, 8, 16, 17, 18].map((hour) => hour * HOUR_MS)
  const means = valuesOf('fundingMean', { period: 2 }, { settlementRate: [1, 3, -5, 9, 1], settlementTime })
  expect(means).toEqual([Number.NaN, 2, -1, 2, 5])
})
