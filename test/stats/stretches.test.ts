import { expect, test } from 'vitest'
import type { Fill } from '../../src/market/records.ts'
import { StretchLog } from '../../src/stats/stretches.ts'
import { fillOf } from '../support/fills.ts'

// Ten bars that open at 0, 10 … 90 and end at 10 … 100.
const TIMES = Float64Array.from({ length: 10 }, (_, i) => (i + 1) * 10)

/** `[instrument, ordinal, units, from, to]` of each stretch. */
function stretchesOf(fills: readonly Fill[]): number[][] {
  const log = new StretchLog(TIMES, [0.5, 1])
  for (const fill of fills) log.add(fill)
  return log
    .finish()
    .map(({ instrument, ordinal, units, from, to }) => [instrument, ordinal, units, from, to])
}

test.each<[string, Fill[], number[][]]>([
  ['nothing', [], []],
  [
    'from the open of bar 2 to the open of bar 5',
    [fillOf(20, 4), fillOf(50, -4, 'signal')],
    [[0, 0, 2, 2, 5]],
  ],
  ['a stop inside bar 5 shows at its close', [fillOf(20, 4), fillOf(50, -4, 'stop')], [[0, 0, 2, 2, 5]]],
  ['opened and stopped in one bar: no close saw it', [fillOf(20, 4), fillOf(20, -4, 'stop')], []],
  [
    'a partial exit cuts',
    [fillOf(20, 4), fillOf(40, -2, 'target'), fillOf(60, -2, 'trailing')],
    [
      [0, 0, 2, 2, 4],
      [0, 0, 1, 4, 6],
    ],
  ],
  [
    'a reversal is another position; what is open lasts to the end',
    [fillOf(20, 4), fillOf(50, -4, 'reversal'), fillOf(50, -6)],
    [
      [0, 0, 2, 2, 5],
      [0, 1, -3, 5, 10],
    ],
  ],
  [
    'instruments do not know each other',
    [fillOf(10, 2), fillOf(30, 1, 'entry', 1), fillOf(40, -2, 'signal')],
    [
      [0, 0, 1, 1, 4],
      [1, 0, 1, 3, 10],
    ],
  ],
])('%s', (_, fills, wanted) => expect(stretchesOf(fills)).toEqual(wanted))
