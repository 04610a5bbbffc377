import type { ReportContext } from '../context.ts'
import type { Figure, PlotlyJson } from '../figure.ts'
import { decimal, rounded } from '../format.ts'
import { escapeHtml } from '../html.ts'
import { evenSample } from '../thin.ts'

const MOST_POINTS = 2_500

/** How far each trade went against us and for us. */
export function excursionsFigure({ result, trades, excursions, currency }: ReportContext): Figure {
  const all = trades.map((_, index) => index)
  const shown = evenSample(all, MOST_POINTS)
  const trace = (
    name: string,
    color: string,
    symbol: string,
    isShown: (profit: number) => boolean,
  ): PlotlyJson => {
    const picked = shown.filter((index) => isShown(trades[index]!.profit))
    return {
      type: 'scatter',
      mode: 'markers',
      name,
      x: picked.map((index) => rounded(excursions.adverse[index]!)),
      y: picked.map((index) => rounded(excursions.favourable[index]!)),
      customdata: picked.map((index) => {
        const trade = trades[index]!
        return escapeHtml(`${result.instruments[trade.instrument]!.id} ${decimal(trade.profit)} ${currency}`)
      }),
      marker: { color, symbol, size: 5, opacity: 0.6 },
      hovertemplate: '%{customdata}<br>against %{x:.2%}, for %{y:.2%}<extra></extra>',
    }
  }
  const omitted =
    all.length > shown.length
      ? ` ${decimal(shown.length, 0)} of ${decimal(all.length, 0)} trades are shown, evenly spread over time.`
      : ''
  return {
    id: 'excursions',
    title: 'Excursions',
    note: `The farthest each trade went against us (MAE) and for us (MFE) while it was open, as shares of the entry price.${omitted}`,
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
