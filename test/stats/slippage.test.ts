import { expect, test } from 'vitest'
import { slippageCost } from '../../src/stats/slippage.ts'
import { fillOf } from '../support/fills.ts'

test('buying above and selling below the reference both cost', () => {
  expect(slippageCost({ ...fillOf(0, 30), reference: 99 }, 0.1)).toBeCloseTo(3, 12)
  expect(slippageCost({ ...fillOf(0, -30), reference: 101.5 }, 0.1)).toBeCloseTo(4.5, 12)
  expect(slippageCost({ ...fillOf(0, -30), reference: 100 }, 0.1) + 0).toBe(0)
})
