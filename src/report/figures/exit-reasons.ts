import type { TradeGroup } from '../../research/trade-groups.ts'
import type { ReportContext } from '../context.ts'
import type { Figure } from '../figure.ts'
import { decimal, percent, plural, rounded, signed, words } from '../format.ts'
import { escapeHtml } from '../html.ts'

/** What the trades that ended for each reason made together. */
export function exitReasonsFigure({ metrics, currency }: ReportContext): Figure {
  const groups = metrics.byExitReason
  const textOf = (group: TradeGroup) => signed(decimal(group.profit, 0))
  return {
    id: 'exit-reasons',
    title: 'Profit by exit reason',
    note: `After fees and funding, ${currency}. A trade belongs to the reason of the fill that ended it; a target that closed a part of it is not counted here.`,
    summary: groups
      .map((group) => `${words(group.key)}: ${plural(group.trades, 'trade')}, ${textOf(group)}`)
      .join('; '),
    heightPx: 300,
    traces: [
      {
        type: 'bar',
        orientation: 'h',
        y: groups.map((group) => words(group.key)),
        x: groups.map((group) => rounded(group.profit)),
        text: groups.map(textOf),
        textposition: 'auto',
        cliponaxis: false,
        constraintext: 'none',
        customdata: groups.map((group) =>
          escapeHtml(`${plural(group.trades, 'trade')}, ${percent(group.winRate, 1)} won`),
        ),
        marker: { color: groups.map((group) => (group.profit < 0 ? '--loss' : '--gain')) },
        hovertemplate: `%{y}: %{x:,.2f} ${escapeHtml(currency)}<br>%{customdata}<extra></extra>`,
      },
    ],
    layout: {
      showlegend: false,
      bargap: 0.28,
      xaxis: { tickformat: ',.2~f', zeroline: true },
      yaxis: { type: 'category', autorange: 'reversed', showgrid: false },
    },
  }
}
