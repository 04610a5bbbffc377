import type { MarketData } from '../../src/market/market-data.ts'
import { type ReportContext, reportContext } from '../../src/report/context.ts'
import type { Html } from '../../src/report/html.ts'
import { computeMetrics } from '../../src/research/metrics.ts'
import type { BacktestResult } from '../../src/research/result.ts'
import { sampleMarket } from './sample-market.ts'
import { sampleResult } from './sample-result.ts'

/** What the figures and tables of a report draw from, of the sample run with what is given changed. */
export function sampleContext(
  given: Partial<BacktestResult> = {},
  data: MarketData = sampleMarket({ instruments: 2, bars: 1_500 }),
): ReportContext {
  const result = { ...sampleResult(data), ...given }
  return reportContext(result, computeMetrics(result), data, {})
}

/** The texts of the cells, row by row; the head first. */
export function cellsOf(table: Html | undefined): string[][] {
  const rows = table?.text.match(/<tr>.*?<\/tr>/gs) ?? []
  return rows.map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, text]) => text!))
}
