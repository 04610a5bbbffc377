import { DAY_MS } from '../../core/time.ts'
import type { ReportContext } from '../context.ts'
import { decimal, duration, percent, signed } from '../format.ts'
import { type Html, html } from '../html.ts'

interface Card {
  readonly name: string
  readonly value: string
  readonly note: string
  readonly sign?: number | null
}

/** The figures that everybody asks for first. */
export function headlineSection(context: ReportContext): Html {
  const tag = context.metrics.isSynthetic ? html` <span class="tag">synthetic</span>` : undefined
  const cards = cardsOf(context).map((card) => {
    const tone = !card.sign ? undefined : card.sign > 0 ? html` class="gain"` : html` class="loss"`
    return html`<div class="card"><dt>${card.name}${tag}</dt><dd${tone}>${card.value}</dd><dd class="note">${card.note}</dd></div>
`
  })
  return html`<section aria-labelledby="headline"><h2 id="headline" class="quiet">Headline figures${tag}</h2><dl class="cards">
${cards}</dl></section>
`
}

function cardsOf({ metrics, currency }: ReportContext): Card[] {
  return [
    {
      name: 'Total return',
      value: signed(percent(metrics.totalReturn)),
      sign: metrics.totalReturn,
      note: `${decimal(metrics.initialEquity, 0)} → ${decimal(metrics.finalEquity, 0)} ${currency}`,
    },
    {
      name: 'CAGR',
      value: signed(percent(metrics.cagr)),
      sign: metrics.cagr,
      note: `over ${decimal(metrics.days, 0)} days`,
    },
    {
      name: 'Sharpe',
      value: decimal(metrics.sharpe),
      note: `P(true > 0) ${percent(metrics.probabilisticSharpe, 1)}`,
    },
    {
      name: 'Max drawdown',
      value: percent(metrics.maxDrawdown),
      note: `lasted ${duration(metrics.maxDrawdownDays * DAY_MS)}`,
    },
    { name: 'Volatility', value: percent(metrics.volatility), note: `Sortino ${decimal(metrics.sortino)}` },
    {
      name: 'Win rate',
      value: percent(metrics.winRate, 1),
      note: `of ${decimal(metrics.trades, 0)} closed trades`,
    },
    {
      name: 'Profit factor',
      value: decimal(metrics.profitFactor),
      note: `average trade ${signed(decimal(metrics.averageTrade))}`,
    },
    {
      name: 'Costs',
      value: decimal(metrics.fees + metrics.slippage + metrics.funding, 0),
      note: `${currency}: fees ${decimal(metrics.fees, 0)}, slippage ${decimal(metrics.slippage, 0)}, funding ${decimal(metrics.funding, 0)}`,
    },
  ]
}
