import { expect, test } from 'vitest'
import { tradesPerDay } from '../../src/stats/trades-per-day.ts'

test('per day of elapsed time', () => expect(tradesPerDay(6, 36 * 3_600_000)).toBe(4))

test('is not defined without time', () => expect(tradesPerDay(6, 0)).toBeNull())
