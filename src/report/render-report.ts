import type { MarketData } from '../market/market-data.ts'
import type { Metrics } from '../research/metrics.ts'
import type { BacktestResult } from '../research/result.ts'
import { type ReportContext, type ReportExtras, reportContext } from './context.ts'
import { type Figure, figureHtml, markedSynthetic } from './figure.ts'
import { candlesFigure } from './figures/candles.ts'
import { costsFigure } from './figures/costs.ts'
import { dailyReturnsFigure } from './figures/daily-returns.ts'
import { equityFigure } from './figures/equity.ts'
import { excursionsFigure } from './figures/excursions.ts'
import { rollingSharpeFigure } from './figures/rolling-sharpe.ts'
import { tradeProfitsFigure } from './figures/trade-profits.ts'
import { words } from './format.ts'
import { type Html, html } from './html.ts'
import { pageText } from './page.ts'
import { ambiguitySection } from './sections/ambiguity.ts'
import { headerSection } from './sections/header.ts'
import { headlineSection } from './sections/headline.ts'
import { noticesSection } from './sections/notices.ts'
import { reproducibilityFooter } from './sections/reproducibility.ts'
import { allFigures } from './tables/all-figures.ts'
import { configurationTable } from './tables/configuration.ts'
import { groupTable } from './tables/groups.ts'
import { monthlyReturnsTable } from './tables/monthly-returns.ts'
import { openPositionsTable } from './tables/open-positions.ts'
import { refusalsTable } from './tables/refusals.ts'
import { tradeTables } from './tables/trades.ts'

export interface ReportOptions extends ReportExtras {
  /** Source of the plotly bundle, put into the page so that it opens offline. */
  readonly plotly: string
}

/**
 * The report of a run as one self-contained HTML page. The same input gives the same bytes.
 *
 * @param data the dataset that the run used, its instruments in the order of `result.instruments`
 */
export function renderReport(
  result: BacktestResult,
  metrics: Metrics,
  data: MarketData,
  options: ReportOptions,
): string {
  const { plotly, ...extras } = options
  const context = reportContext(result, metrics, data, extras)
  const equity = equityFigure(context)
  const dailyReturns = dailyReturnsFigure(context)
  const rollingSharpe = rollingSharpeFigure(context)
  const candles = candlesFigure(context)
  const tradeProfits = tradeProfitsFigure(context)
  const excursions = excursionsFigure(context)
  const costs = costsFigure(context)
  const section = (title: string, ...content: (Html | undefined)[]) => sectionHtml(context, title, content)
  const body = html`${headerSection(context)}${headlineSection(context)}${noticesSection(context)}${[
    section(
      'Performance',
      figureHtml(equity),
      monthlyReturnsTable(context),
      pair(dailyReturns, rollingSharpe),
    ),
    section('Trades', figureHtml(candles), pair(tradeProfits, excursions), tradeTables(context)),
    section('Where the profit comes from', groupTables(metrics), figureHtml(costs)),
    section('Ambiguity', ambiguitySection(context)),
    section('Open positions', openPositionsTable(context)),
    section('Refused orders', refusalsTable(context)),
    section('All figures', allFigures(context)),
    section('Configuration', configurationTable(context)),
  ]}${reproducibilityFooter(context)}`
  const figures = [equity, dailyReturns, rollingSharpe, candles, tradeProfits, excursions, costs]
  const title = `${result.strategy.name} on ${data.name}${metrics.isSynthetic ? ' (synthetic data)' : ''}`
  return pageText(title, body, metrics.isSynthetic ? figures.map(markedSynthetic) : figures, plotly)
}

/** A titled part of the page; nothing where it has no content. */
function sectionHtml({ metrics }: ReportContext, title: string, content: readonly (Html | undefined)[]) {
  if (content.every((part) => part === undefined)) return undefined
  const tag = metrics.isSynthetic ? html` <span class="tag">synthetic</span>` : undefined
  return html`<section><h2>${title}${tag}</h2>
${content}</section>
`
}

/** Two figures side by side where there is room. */
function pair(left: Figure, right: Figure): Html {
  return html`<div class="pair">${figureHtml(left)}${figureHtml(right)}</div>
`
}

function groupTables(metrics: Metrics): Html | undefined {
  if (metrics.trades === 0) return undefined
  return html`${groupTable('By instrument', 'Instrument', metrics.byInstrument)}${groupTable(
    'By side',
    'Side',
    metrics.bySide,
  )}${groupTable('By exit reason', 'Exit reason', metrics.byExitReason, words)}${groupTable(
    'By confidence of the opening signal',
    'Confidence',
    metrics.byConfidence,
  )}`
}
