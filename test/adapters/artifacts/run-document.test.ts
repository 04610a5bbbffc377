import { expect, test } from 'vitest'
import { runDocument } from '../../../src/adapters/artifacts/run-document.ts'
import { sampleMarket } from '../../support/sample-market.ts'
import { sampleResult } from '../../support/sample-result.ts'

test('holds what is needed to repeat the run, with names instead of indices', () => {
  const result = sampleResult(sampleMarket({ instruments: 3, bars: 500 }))
  const document = JSON.parse(runDocument(result))
  expect(document).toMatchObject({
    runHash: result.runHash,
    seed: result.seed,
    dataset: result.dataset,
    strategy: result.strategy,
    config: result.config,
    instruments: ['ADAUSDT', 'AVAXUSDT', 'BNBUSDT'],
    bars: 500,
    finalEquity: result.equity.at(-1),
    account: result.account,
  })
  expect(document.decisions.refusedBy).toMatchObject({ governor: 1, policy: 5, sizing: 1, venue: 1 })
  expect(document.governorChanges[1]).toMatchObject({ cause: 'dailyLoss', mode: 'HALTED', isOn: true })
  expect(document.governorChanges[1].time).toMatch(/^2023-03-17T/)
  expect(document.openPositions).toHaveLength(result.openPositions.length)
  for (const position of document.openPositions) expect(document.instruments).toContain(position.instrument)
})
