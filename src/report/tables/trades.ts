import type { Trade } from '../../market/records.ts'
import type { ReportContext } from '../context.ts'
import { decimal, duration, moment, percent, price, signed, words } from '../format.ts'
import { type Html, html } from '../html.ts'
import { type TableColumn, tableHtml } from '../table.ts'

const SHOWN = 10

/** The largest wins, the largest losses and the last trades; all of them are in the files beside the report. */
export function tradeTables(context: ReportContext): Html {
  const { trades } = context
  if (trades.length === 0)
    return html`<p>No trade was closed.</p>
`
  const columns = tradeColumns(context)
  const order = trades.map((_, index) => index)
  const byProfit = order.toSorted((a, b) => trades[b]!.profit - trades[a]!.profit || a - b)
  const wins = byProfit.slice(0, SHOWN).filter((index) => trades[index]!.profit > 0)
  const losses = byProfit
    .slice(-SHOWN)
    .reverse()
    .filter((index) => trades[index]!.profit < 0)
  const last = order.slice(-SHOWN).reverse()
  return html`${wins.length > 0 ? tableHtml('Largest wins', columns, wins) : undefined}${
    losses.length > 0 ? tableHtml('Largest losses', columns, losses) : undefined
  }${tableHtml('Last trades', columns, last)}<p class="fine">All ${decimal(trades.length, 0)} trades are in trades.csv and trades.arrow beside this file.</p>
`
}

function tradeColumns({ result, trades, excursions }: ReportContext): TableColumn<number>[] {
  const of =
    (read: (trade: Trade) => string) =>
    (index: number): string =>
      read(trades[index]!)
  return [
    { title: 'Instrument', isText: true, cell: of((trade) => result.instruments[trade.instrument]!.id) },
    { title: 'Side', isText: true, cell: of((trade) => (trade.side > 0 ? 'long' : 'short')) },
    { title: 'Opened (UTC)', isText: true, cell: of((trade) => moment(trade.openTime)) },
    { title: 'Held', cell: of((trade) => duration(trade.closeTime - trade.openTime)) },
    { title: 'Entry', cell: of((trade) => price(trade.entryPrice)) },
    { title: 'Exit', cell: of((trade) => price(trade.exitPrice)) },
    { title: 'Exit reason', isText: true, cell: of((trade) => words(trade.exitReason ?? '')) },
    { title: 'MAE', cell: (index) => percent(excursions.adverse[index]!) },
    { title: 'MFE', cell: (index) => percent(excursions.favourable[index]!) },
    { title: 'Fees', cell: of((trade) => decimal(trade.fees)) },
    { title: 'Funding', cell: of((trade) => decimal(trade.funding)) },
    {
      title: 'Profit',
      cell: of((trade) => signed(decimal(trade.profit))),
      sign: (index) => trades[index]!.profit,
    },
  ]
}
