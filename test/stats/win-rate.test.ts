import { expect, test } from 'vitest'
import { winRate } from '../../src/stats/win-rate.ts'
import { tallyOf } from '../support/fills.ts'

test('counts profit > 0; break-even counts against', () =>
  expect(winRate(tallyOf(30, -10, 10, 0, -20))).toBe(0.4))

test('does not exist without trades', () => expect(winRate(tallyOf())).toBeNull())
