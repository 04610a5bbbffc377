import type { ReportContext } from '../context.ts'
import type { Figure } from '../figure.ts'
import { decimal, percent, signed } from '../format.ts'
import { histogramTraces } from './histogram-figure.ts'

/** How daily returns are spread, with the value at risk marked. */
export function dailyReturnsFigure({ metrics, returns }: ReportContext): Figure {
  const risk = metrics.valueAtRisk95
  return {
    id: 'daily-returns',
    title: 'Daily returns',
    note: `${decimal(metrics.days, 0)} UTC days from ${signed(percent(metrics.worstDay))} to ${signed(percent(metrics.bestDay))}. The line marks the 95 % value at risk (${percent(risk)}); the mean of the days beyond it is a loss of ${percent(metrics.conditionalValueAtRisk95)}.`,
    summary: `Histogram of ${metrics.days} daily returns; skewness ${decimal(metrics.skewness)}, kurtosis ${decimal(metrics.kurtosis)} (normal: 3).`,
    heightPx: 300,
    traces: histogramTraces(returns, '.2%', 'days'),
    layout: {
      showlegend: false,
      xaxis: { showgrid: false, tickformat: '.1~%', zeroline: false },
      yaxis: { title: { text: 'days' } },
      shapes:
        risk === null
          ? []
          : [
              {
                type: 'line',
                x0: -risk,
                x1: -risk,
                y0: 0,
                y1: 1,
                yref: 'paper',
                line: { color: '--ink', width: 1, dash: 'dot' },
              },
            ],
    },
  }
}
