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
  expect(document.openPositions).toHaveLength(result.openPositions.length)
  for (const position of document.openPositions) expect(document.instruments).toContain(position.instrument)
})
