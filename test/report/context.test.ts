import { expect, test } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { replay } from '../../src/engine/replay.ts'
import { reportContext } from '../../src/report/context.ts'
import { computeMetrics } from '../../src/research/metrics.ts'
import { expectClose } from '../support/close.ts'
import { generatedCase } from '../support/generated-run.ts'
import { sampleMarket } from '../support/sample-market.ts'
import { sampleResult } from '../support/sample-result.ts'

const market = sampleMarket({ instruments: 1, bars: 50 })
const sample = sampleResult(market)

test('margin at the end of any run is what the account has not free', () => {
  let seen = 0
  for (let seed = 1; seed <= 150; seed++) {
    const { tapes, sources, rules } = generatedCase(seed)
    const { simulation, times, equity } = replay(tapes, sources(), rules, HOUR_MS)
    const { log, state } = simulation
    const { account } = state
    const result = {
      ...sample,
      instruments: account.instruments,
      marks: tapes.map(({ mark }) => mark),
      initialEquity: account.initial,
      times,
      equity,
      fills: log.fills,
      trades: log.trades,
      fundingPayments: log.fundingPayments,
      refusals: log.refusals,
      openPositions: state.trades.openPositions(account.positions),
    }
    const { margin, exposure } = reportContext(result, computeMetrics(result), market, {})
    expectClose(margin.at(-1)!, account.equity - account.freeMargin, 1e-9)
    expect(exposure.positions.at(-1)).toBe(account.openCount)
    seen += account.openCount
  }
  expect(seen).toBeGreaterThan(20)
})
