import { expect, test } from 'vitest'
import { REGIMES, regimeBucket } from '../../src/stats/regime-bucket.ts'

test.each([
  [1, 'trending'],
  [0, 'normal'],
  [-1, 'ranging'],
  [Number.NaN, 'unknown'],
])('regime %d is %s', (regime, name) => expect(REGIMES[regimeBucket(regime)]).toBe(name))
