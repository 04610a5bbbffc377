import type { ReportContext } from '../context.ts'
import { plural } from '../format.ts'
import { type Html, html } from '../html.ts'

/** What the reader must know before believing the figures. */
export function noticesSection(context: ReportContext): Html | undefined {
  const notices = noticesOf(context)
  if (notices.length === 0) return undefined
  return html`<section class="notices" aria-labelledby="notices"><h2 id="notices">Before you believe it</h2><ul>
${notices.map(
  (notice) => html`<li>${notice}</li>
`,
)}</ul></section>
`
}

const wereOf = (count: number) => (count === 1 ? 'was' : 'were')

function noticesOf({ result, metrics, readings }: ReportContext): string[] {
  const { unknownFunding, ambiguousExits, fillsWithoutVolume } = result.counts
  const notices: string[] = []
  if (metrics.trades < 30)
    notices.push(`Only ${plural(metrics.trades, 'closed trade')}: too few to judge the strategy by.`)
  if (ambiguousExits > 0) {
    const bounds = readings
      ? 'the section on ambiguity shows every reading.'
      : 'their order is assumed as configured.'
    notices.push(
      `${plural(ambiguousExits, 'exit')} happened in a bar inside which something else may have come first; ${bounds}`,
    )
  }
  if (unknownFunding > 0) {
    notices.push(
      `${plural(unknownFunding, 'settlement')} had no known funding rate while a position was held; they paid nothing.`,
    )
  }
  if (fillsWithoutVolume > 0) {
    notices.push(
      `${plural(fillsWithoutVolume, 'fill')} happened in bars in which nothing was traded; a real order might not have been filled.`,
    )
  }
  const liquidations = [...result.fills].filter((fill) => fill.reason === 'liquidation').length
  if (liquidations > 0)
    notices.push(`${plural(liquidations, 'position')} ${wereOf(liquidations)} liquidated by the exchange.`)
  if (result.equity.some((value) => value <= 0)) {
    notices.push(
      'The account was ruined: equity fell to zero or below, and daily returns after that count as 0.',
    )
  }
  const refusedOrders = metrics.refusedBy.venue
  if (refusedOrders > 0) {
    notices.push(
      `${plural(refusedOrders, 'order')} ${wereOf(refusedOrders)} refused by the venue; see below.`,
    )
  }
  if (result.openPositions.length > 0) {
    notices.push(
      `${plural(result.openPositions.length, 'position')} still open at the end, valued at the last mark and listed apart from the trades.`,
    )
  }
  return [...notices, ...result.notes]
}
