import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fill } from '../../src/market/records.ts'
import { ExposureCount } from '../../src/stats/exposure.ts'
import { fillOf } from '../support/fills.ts'

// Ten bars that open at 0, 10 … 90 and end at 10 … 100.
const TIMES = Float64Array.from({ length: 10 }, (_, i) => (i + 1) * 10)

function shareOf(fills: readonly Fill[], instruments = 1): number | null {
  const count = new ExposureCount(TIMES, instruments)
  for (const fill of fills) count.add(fill)
  return count.share()
}

describe('share of bars with a position', () => {
  test.each([
    ['none without fills', [], 0],
    ['from the open of bar 2 to the open of bar 5', [fillOf(20, 3), fillOf(50, -3, 'signal')], 0.3],
    ['a stop inside bar 5 includes it', [fillOf(20, 3), fillOf(50, -3, 'stop')], 0.4],
    ['opened and stopped in one bar', [fillOf(20, 3), fillOf(20, -3, 'stop')], 0.1],
    [
      'a partial exit leaves it open',
      [fillOf(20, 3), fillOf(30, -1, 'target'), fillOf(50, -2, 'signal')],
      0.3,
    ],
    ['a reversal has no hole', [fillOf(20, 3), fillOf(50, -3, 'reversal'), fillOf(50, -3)], 0.8],
    ['still open at the end', [fillOf(70, -1)], 0.3],
    [
      'stopped in a bar and back at the next open',
      [fillOf(0, 1), fillOf(10, -1, 'stop'), fillOf(20, 1), fillOf(30, -1, 'signal')],
      0.3,
    ],
  ] as [string, Fill[], number][])('%s', (_, fills, share) => expect(shareOf(fills)).toBeCloseTo(share, 15))

  test('positions that overlap count once', () => {
    const fills = [
      fillOf(10, 1, 'entry', 0),
      fillOf(20, 1, 'entry', 1),
      fillOf(40, -1, 'signal', 0),
      fillOf(50, -1, 'signal', 1),
    ]
    expect(shareOf(fills, 2)).toBeCloseTo(0.4, 15)
  })

  test('does not exist without bars', () => {
    expect(new ExposureCount(new Float64Array(0), 1).share()).toBeNull()
  })
})

test('equals walking bar by bar', () => {
  const trips = fc.array(
    fc.record({
      wait: fc.integer({ min: 0, max: 3 }),
      hold: fc.integer({ min: 0, max: 4 }),
      isStop: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(trips, (each) => {
      const held = new Set<number>()
      const fills: Fill[] = []
      let bar = 0
      for (const { wait, hold, isStop } of each) {
        const from = bar + wait
        const to = from + hold + (isStop ? 0 : 1) // the bar of the exit
        if (to > 9) break
        fills.push(fillOf(from * 10, 1), fillOf(to * 10, -1, isStop ? 'stop' : 'signal'))
        for (let i = from; i < to + (isStop ? 1 : 0); i++) held.add(i)
        bar = to + (isStop ? 1 : 0) // after a stop inside a bar the next entry is at the next open
      }
      expect(shareOf(fills)).toBe(held.size / 10)
    }),
  )
})
