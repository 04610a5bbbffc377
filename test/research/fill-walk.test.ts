import { expect, test } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { replay } from '../../src/engine/replay.ts'
import { valuationOf, walkFills } from '../../src/research/fill-walk.ts'
import type { BacktestResult } from '../../src/research/result.ts'
import { feesOf } from '../../src/stats/cost-tally.ts'
import { exposureColumns } from '../../src/stats/exposure-columns.ts'
import { expectClose } from '../support/close.ts'
import { generatedCase } from '../support/generated-run.ts'
import { sampleMarket } from '../support/sample-market.ts'
import { sampleResult } from '../support/sample-result.ts'

const sample = sampleResult(sampleMarket({ instruments: 2, bars: 400 }))

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

test('of any run: costs are those of the books, and what is held at the end is what the account holds', () => {
  let held = 0
  for (let seed = 1; seed <= 150; seed++) {
    const { tapes, sources, rules } = generatedCase(seed)
    const { simulation, times, equity } = replay(tapes, sources(), rules, HOUR_MS)
    const { log, state } = simulation
    const { account } = state
    const result: BacktestResult = {
      ...sample,
      instruments: account.instruments,
      marks: tapes.map(({ mark }) => mark),
      times,
      equity,
      fills: log.fills,
      trades: log.trades,
      fundingPayments: log.fundingPayments,
      openPositions: state.trades.openPositions(account.positions),
    }
    const { costs, stretches } = walkFills(result)
    expectClose(sumOf(costs.map(feesOf)), account.fees, 1e-9)
    expectClose(sumOf(costs.map((each) => each.fundingPaid - each.fundingReceived)), account.funding, 1e-9)
    expectClose(sumOf(costs.map((each) => each.priceProfit)), account.realised + account.unrealised, 1e-8)
    const { long, short } = exposureColumns(valuationOf(result), stretches)
    expectClose(long.at(-1)! + short.at(-1)!, sumOf(account.positions.map(({ notional }) => notional)), 1e-9)
    held += long.filter((value, i) => value + short[i]! > 0).length
  }
  expect(held).toBeGreaterThan(1_000)
})
