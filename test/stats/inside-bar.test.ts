import { expect, test } from 'vitest'
import { ORDER_REASONS } from '../../src/market/records.ts'
import { isInsideBar } from '../../src/stats/inside-bar.ts'

test('orders that rest at the venue go inside a bar, decisions at an open', () => {
  expect(ORDER_REASONS.filter(isInsideBar)).toEqual([
    'stop',
    'target',
    'trailing',
    'breakEven',
    'liquidation',
  ])
})
