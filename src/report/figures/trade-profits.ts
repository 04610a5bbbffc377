import type { ReportContext } from '../context.ts'
import type { Figure } from '../figure.ts'
import { decimal, percent, signed } from '../format.ts'
import { escapeHtml } from '../html.ts'
import { histogramTraces } from './histogram-figure.ts'

/** How the profits of closed trades are spread. */
export function tradeProfitsFigure({ result, metrics, currency }: ReportContext): Figure {
  const profits = Float64Array.from(result.trades, (trade) => trade.profit)
  return {
    id: 'trade-profits',
    title: 'Profit by trade',
    note: `After fees and funding, ${currency}. Mean ${signed(decimal(metrics.averageTrade))}; the average winner makes ${decimal(metrics.averageWin)}, the average loser costs ${decimal(metrics.averageLoss)}.`,
    summary: `Histogram of the profits of ${metrics.trades} trades; ${percent(metrics.winRate, 1)} won.`,
    heightPx: 300,
    traces: histogramTraces(profits, ',.2f', 'trades'),
    layout: {
      showlegend: false,
      xaxis: { showgrid: false, zeroline: false, title: { text: escapeHtml(currency) } },
      yaxis: { title: { text: 'trades' } },
    },
  }
}
