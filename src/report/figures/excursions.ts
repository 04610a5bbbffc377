import type { Metrics } from '../../research/metrics.ts'
import type { ReportContext } from '../context.ts'
import type { Figure, PlotlyJson } from '../figure.ts'
import { decimal, percent, rounded } from '../format.ts'
import { escapeHtml } from '../html.ts'
import { evenSample } from '../thin.ts'

const MOST_POINTS = 2_500

/** How far each trade went against us and for us. */
export function excursionsFigure({ result, metrics, trades, currency }: ReportContext): Figure {
  const shown = evenSample(trades, MOST_POINTS)
  const trace = (
    name: string,
    color: string,
    symbol: string,
    isShown: (profit: number) => boolean,
  ): PlotlyJson => {
    const picked = shown.filter((trade) => isShown(trade.profit))
    return {
      type: 'scatter',
      mode: 'markers',
      name,
      x: picked.map((trade) => rounded(trade.adverseExcursion)),
      y: picked.map((trade) => rounded(trade.favourableExcursion)),
      customdata: picked.map(({ instrument, profit }) =>
        escapeHtml(`${result.instruments[instrument]!.id} ${decimal(profit)} ${currency}`),
      ),
      marker: { color, symbol, size: 5, opacity: 0.6 },
      hovertemplate: '%{customdata}<br>against %{x:.2%}, for %{y:.2%}<extra></extra>',
    }
  }
  const omitted =
    trades.length > shown.length
      ? ` ${decimal(shown.length, 0)} of ${decimal(trades.length, 0)} trades are shown, evenly spread over time.`
      : ''
  return {
    id: 'excursions',
    title: 'Excursions',
    note: `The farthest each trade went against us (MAE) and for us (MFE) while it was open, as shares of the entry price.${averagesText(metrics)}${omitted}`,
    summary: `Scatter of maximum adverse against maximum favourable excursion of ${shown.length} trades.`,
    heightPx: 300,
    traces: [
      trace('won', '--gain', 'circle', (profit) => profit > 0),
      trace('lost', '--loss', 'x-thin-open', (profit) => profit <= 0),
    ],
    layout: {
      xaxis: { tickformat: '.1~%', rangemode: 'tozero', title: { text: 'MAE' } },
      yaxis: { tickformat: '.1~%', rangemode: 'tozero', title: { text: 'MFE' } },
    },
  }
}

function averagesText({ winsAdverseExcursion, lossesFavourableExcursion }: Metrics): string {
  const wins =
    winsAdverseExcursion === null ? '' : ` Wins went ${percent(winsAdverseExcursion)} against us on average.`
  const losses =
    lossesFavourableExcursion === null
      ? ''
      : ` Losses had been ${percent(lossesFavourableExcursion)} ahead on average.`
  return wins + losses
}
