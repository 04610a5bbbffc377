import { expect, test } from 'vitest'
import { rMultiple } from '../../src/stats/r-multiple.ts'
import { tradeOf } from '../support/fills.ts'

test.each([
  ['a trade that made one and a half times its risk', 30, 20, 1.5],
  ['a stop without costs', -20, 20, -1],
  ['no stop', -20, Number.NaN, Number.NaN],
])('%s', (_, profit, initialRisk, wanted) => expect(rMultiple(tradeOf({ profit, initialRisk }))).toBe(wanted))
