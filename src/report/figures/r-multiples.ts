import { rMultiple } from '../../stats/r-multiple.ts'
import type { ReportContext } from '../context.ts'
import type { Figure } from '../figure.ts'
import { decimal, plural, signed } from '../format.ts'
import { histogramTraces } from './histogram-figure.ts'

/** How profits are spread in units of what was risked; undefined where no trade had a stop. */
export function rMultiplesFigure({ trades, metrics }: ReportContext): Figure | undefined {
  const multiples = Float64Array.from(trades, rMultiple).filter((multiple) => !Number.isNaN(multiple))
  const average = metrics.averageR
  if (average === null) return undefined
  const lossesBeyond = multiples.filter((multiple) => multiple < -1).length
  return {
    id: 'r-multiples',
    title: 'R-multiples',
    note: `Profit in units of what the first stop would have lost (R), of ${plural(multiples.length, 'trade')}. Average ${signed(decimal(average))} R: the expectancy of a trade. ${plural(lossesBeyond, 'trade')} lost more than 1 R: costs, slippage, gaps.`,
    summary: `Histogram of the R-multiples of ${multiples.length} trades; average ${decimal(average)}.`,
    heightPx: 300,
    traces: histogramTraces(multiples, '.2f', 'trades'),
    layout: {
      showlegend: false,
      xaxis: { showgrid: false, zeroline: false, title: { text: 'R' } },
      yaxis: { title: { text: 'trades' } },
      shapes: [
        {
          type: 'line',
          x0: average,
          x1: average,
          y0: 0,
          y1: 1,
          yref: 'paper',
          line: { color: '--ink', width: 1, dash: 'dot' },
        },
      ],
    },
  }
}
