import type { CostSplit } from '../../research/cost-metrics.ts'
import type { ReportContext } from '../context.ts'
import type { Figure } from '../figure.ts'
import { decimal, percent, rounded, signed } from '../format.ts'

type Step = readonly [name: string, amount: number]

/** From the profit of prices to the net result, cost by cost. */
export function costsFigure({ result, metrics, currency }: ReportContext): Figure {
  const { costs } = metrics
  const steps = stepsOf(costs)
  const net = costs.gross - costs.total
  const ofGross =
    costs.shareOfGross === null ? '' : ` and ${percent(costs.shareOfGross, 1)} of the gross profit`
  return {
    id: 'costs',
    title: 'From gross to net',
    note: `Gross is the profit of prices before slippage, realised and unrealised, ${currency}. Costs of ${decimal(costs.total)} are ${percent(costs.total / result.initialEquity)} of the initial equity${ofGross}.`,
    summary: `${steps.map(([name, amount]) => `${name} ${signed(decimal(amount))}`).join(', ')}, net ${signed(decimal(net))} ${currency}.`,
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

/** Costs go down, what was received goes up; without a liquidation there is no step for it. */
function stepsOf(costs: CostSplit): Step[] {
  const liquidation: Step[] = costs.liquidationFees > 0 ? [['Liquidation fees', -costs.liquidationFees]] : []
  return [
    ['Gross', costs.gross],
    ['Slippage', -costs.slippage],
    ['Entry fees', -costs.entryFees],
    ['Exit fees', -costs.exitFees],
    ...liquidation,
    ['Funding paid', -costs.fundingPaid],
    ['Funding received', costs.fundingReceived],
  ]
}
