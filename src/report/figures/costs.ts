import type { ReportContext } from '../context.ts'
import type { Figure } from '../figure.ts'
import { decimal, percent, rounded, signed } from '../format.ts'

/** From the profit of prices to the net result, cost by cost. */
export function costsFigure({ result, metrics, currency }: ReportContext): Figure {
  const { realised, unrealised, fees, funding } = result.account
  const { slippage } = metrics
  const gross = realised + unrealised + slippage
  const steps: [name: string, amount: number][] = [
    ['Gross', gross],
    ['Slippage', -slippage],
    ['Fees', -fees],
    ['Funding', -funding],
  ]
  const net = gross - slippage - fees - funding
  const costs = slippage + fees + funding
  return {
    id: 'costs',
    title: 'From gross to net',
    note: `Gross is the profit of prices before slippage, realised and unrealised, ${currency}. Costs of ${decimal(costs)} are ${percent(costs / result.initialEquity)} of the initial equity.`,
    summary: `Gross ${decimal(gross)}, slippage ${decimal(slippage)}, fees ${decimal(fees)}, funding paid ${decimal(funding)}, net ${signed(decimal(net))} ${currency}.`,
    heightPx: 320,
    traces: [
      {
        type: 'waterfall',
        x: [...steps.map(([name]) => name), 'Net'],
        y: [...steps.map(([, amount]) => rounded(amount)), rounded(net)],
        measure: [...steps.map(() => 'relative'), 'total'],
        text: [...steps.map(([, amount]) => signed(decimal(amount))), signed(decimal(net))],
        textposition: 'outside',
        cliponaxis: false,
        increasing: { marker: { color: '--gain' } },
        decreasing: { marker: { color: '--loss' } },
        totals: { marker: { color: '--series' } },
        connector: { line: { color: '--rule', width: 1 } },
        hovertemplate: '%{x}: %{text}<extra></extra>',
      },
    ],
    layout: {
      showlegend: false,
      xaxis: { showgrid: false, type: 'category' },
      yaxis: { tickformat: ',.2~f', zeroline: true },
    },
  }
}
