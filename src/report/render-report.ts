import type { MarketData } from '../market/market-data.ts'
import type { Metrics } from '../research/metrics.ts'
import type { BacktestResult } from '../research/result.ts'
import { type ReportContext, type ReportExtras, reportContext } from './context.ts'
import { FigureList } from './figure-list.ts'
import { candlesFigure } from './figures/candles.ts'
import { costsFigure } from './figures/costs.ts'
import { dailyReturnsFigure } from './figures/daily-returns.ts'
import { decisionsFigure } from './figures/decisions.ts'
import { equityFigure } from './figures/equity.ts'
import { excursionsFigure } from './figures/excursions.ts'
import { exitReasonsFigure } from './figures/exit-reasons.ts'
import { exposureFigure } from './figures/exposure.ts'
import { rMultiplesFigure } from './figures/r-multiples.ts'
import { rollingSharpeFigure } from './figures/rolling-sharpe.ts'
import { tradeProfitsFigure } from './figures/trade-profits.ts'
import { type Html, html } from './html.ts'
import { pageText } from './page.ts'
import { ambiguitySection } from './sections/ambiguity.ts'
import { headerSection } from './sections/header.ts'
import { headlineSection } from './sections/headline.ts'
import { noticesSection } from './sections/notices.ts'
import { reproducibilityFooter } from './sections/reproducibility.ts'
import { allFigures } from './tables/all-figures.ts'
import { configurationTable } from './tables/configuration.ts'
import { costsTable } from './tables/costs.ts'
import { decisionsNote, decisionsTable } from './tables/decisions.ts'
import { governorTable } from './tables/governor.ts'
import { groupTables } from './tables/groups.ts'
import { monthlyReturnsTable } from './tables/monthly-returns.ts'
import { openPositionsTable } from './tables/open-positions.ts'
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
  const figures = new FigureList(metrics.isSynthetic)
  const section = (title: string, ...content: (Html | undefined)[]) => sectionHtml(context, title, content)
  const body = html`${headerSection(context)}${headlineSection(context)}${noticesSection(context)}${[
    section(
      'Performance',
      figures.place(equityFigure(context)),
      monthlyReturnsTable(context),
      figures.pair(dailyReturnsFigure(context), rollingSharpeFigure(context)),
    ),
    section('Exposure and leverage', figures.place(exposureFigure(context)), governorTable(context)),
    section(
      'Trades',
      figures.place(candlesFigure(context)),
      ...(metrics.trades === 0 ? [] : closedTrades(context, figures)),
      tradeTables(context),
    ),
    section('Decisions', ...decisions(context, figures)),
    section(
      'Where the profit comes from',
      groupTables(metrics),
      figures.place(costsFigure(context)),
      costsTable(context),
    ),
    section('Ambiguity', ambiguitySection(context)),
    section('Open positions', openPositionsTable(context)),
    section('All figures', allFigures(context)),
    section('Configuration', configurationTable(context)),
  ]}${reproducibilityFooter(context)}`
  const title = `${result.strategy.name} on ${data.name}${metrics.isSynthetic ? ' (synthetic data)' : ''}`
  return pageText(title, body, figures.drawn, plotly)
}

/** A titled part of the page; nothing where it has no content. */
function sectionHtml({ metrics }: ReportContext, title: string, content: readonly (Html | undefined)[]) {
  if (content.every((part) => part === undefined)) return undefined
  const tag = metrics.isSynthetic ? html` <span class="tag">synthetic</span>` : undefined
  return html`<section><h2>${title}${tag}</h2>
${content}</section>
`
}

function closedTrades(context: ReportContext, figures: FigureList): Html[] {
  return [
    figures.pair(tradeProfitsFigure(context), excursionsFigure(context)),
    figures.pair(rMultiplesFigure(context), exitReasonsFigure(context)),
  ]
}

/** From wishes to orders: who refused what. */
function decisions(context: ReportContext, figures: FigureList): (Html | undefined)[] {
  if (context.metrics.proposals === 0)
    return [
      html`<p>No signal asked for an entry.</p>
`,
      decisionsTable(context),
    ]
  return [figures.place(decisionsFigure(context)), decisionsTable(context), decisionsNote(context)]
}
