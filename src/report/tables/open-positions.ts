import type { OpenPosition } from '../../market/records.ts'
import type { ReportContext } from '../context.ts'
import { decimal, moment, price, signed } from '../format.ts'
import { type Html, html } from '../html.ts'
import { tableHtml } from '../table.ts'

/** Positions still open at the end: valued, part of the equity, no part of the trades. */
export function openPositionsTable({ result, currency }: ReportContext): Html {
  const { openPositions, instruments } = result
  if (openPositions.length === 0)
    return html`<p>Every position was closed by the end.</p>
`
  const instrumentOf = (position: OpenPosition) => instruments[position.instrument]!
  return tableHtml<OpenPosition>(
    `Open at the end, valued at the last mark; ${currency}. Part of the equity, not of the trades.`,
    [
      { title: 'Instrument', isText: true, cell: (position) => instrumentOf(position).id },
      { title: 'Side', isText: true, cell: (position) => (position.side > 0 ? 'long' : 'short') },
      { title: 'Since (UTC)', isText: true, cell: (position) => moment(position.openTime) },
      { title: 'Quantity', cell: (position) => price(position.quantity) },
      { title: 'Entry', cell: (position) => price(position.entryPrice) },
      { title: 'Mark', cell: (position) => price(position.markPrice) },
      { title: 'Fees', cell: (position) => decimal(position.fees) },
      { title: 'Funding', cell: (position) => decimal(position.funding) },
      {
        title: 'Unrealised',
        cell: (position) => signed(decimal(position.unrealised)),
        sign: (position) => position.unrealised,
      },
    ],
    openPositions,
  )
}
