import { rollingSharpe } from '../../stats/rolling-sharpe.ts'
import type { ReportContext } from '../context.ts'
import type { Figure } from '../figure.ts'
import { decimal, rounded } from '../format.ts'

const DAYS = 90

/** Sharpe ratio of the last 90 days, day by day. */
export function rollingSharpeFigure({ metrics, profile, returns }: ReportContext): Figure {
  const values = rollingSharpe(returns, DAYS)
  return {
    id: 'rolling-sharpe',
    title: `Rolling Sharpe ratio, ${DAYS} days`,
    note: `Annualised, each point from the ${DAYS} days before it. The line marks the whole period (${decimal(metrics.sharpe)}).`,
    summary: `Sharpe ratio of rolling ${DAYS}-day windows; ${decimal(metrics.sharpe)} over the whole period.`,
    heightPx: 300,
    traces: [
      {
        type: 'scatter',
        mode: 'lines',
        x: Array.from(profile.dayEnds),
        y: Array.from(values, (value) => (Number.isNaN(value) ? null : rounded(value))),
        line: { color: '--series', width: 1.6 },
        hovertemplate: '%{x|%Y-%m-%d}<br>%{y:.2f}<extra></extra>',
      },
    ],
    layout: {
      showlegend: false,
      xaxis: { type: 'date' },
      yaxis: { zeroline: true },
      shapes:
        metrics.sharpe === null
          ? []
          : [
              {
                type: 'line',
                x0: 0,
                x1: 1,
                xref: 'paper',
                y0: metrics.sharpe,
                y1: metrics.sharpe,
                line: { color: '--ink', width: 1, dash: 'dot' },
              },
            ],
    },
  }
}
