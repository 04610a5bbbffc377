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

function noticesOf({ result, metrics, readings }: ReportContext): string[] {
  const { unknownFunding, ambiguousExits, fillsWithoutVolume } = result.counts
  const notices: string[] = []
  if (metrics.trades < 30)
    notices.push(`Only ${plural(metrics.trades, 'closed trade')}: too few to judge the strategy by.`)
  if (ambiguousExits > 0) {
    const bounds = readings
      ? 'the section on ambiguity gives both bounds.'
      : 'their order is assumed as configured.'
    notices.push(
      `${plural(ambiguousExits, 'exit')} fell into bars that reached both stop and target; ${bounds}`,
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
  if (result.refusals.length > 0) {
    const { length } = result.refusals
    notices.push(`${plural(length, 'order')} ${length === 1 ? 'was' : 'were'} refused; see below.`)
  }
  if (result.openPositions.length > 0) {
    notices.push(
      `${plural(result.openPositions.length, 'position')} still open at the end, valued at the last mark and listed apart from the trades.`,
    )
  }
  return [...notices, ...result.notes]
}
