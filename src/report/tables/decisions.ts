import { REFUSERS, type Refusal } from '../../market/records.ts'
import { timesRefused } from '../../research/decision-metrics.ts'
import type { ReportContext } from '../context.ts'
import { decimal, moment, NONE, percent, plural, price, words } from '../format.ts'
import { type Html, html } from '../html.ts'
import { LIMIT_WORDS } from '../limit-words.ts'
import { tableHtml } from '../table.ts'

/** Refusals of one layer for one reason. */
interface RefusalGroup {
  readonly count: number
  readonly first: Refusal
}

/** Who refused what and why, in the order in which they are asked, with the first case of each. */
export function decisionsTable({ result, metrics }: ReportContext): Html | undefined {
  const groups = groupRefusals(result.refusals)
  if (groups.length === 0) return undefined
  const shareOf = ({ first, count }: RefusalGroup) =>
    first.layer === 'venue' ? NONE : percent(count / metrics.proposals, 1)
  return tableHtml<RefusalGroup>(
    'Refusals by layer and reason, with the first case of each',
    [
      { title: 'Layer', isText: true, cell: ({ first }) => words(first.layer) },
      { title: 'Reason', isText: true, cell: ({ first }) => LIMIT_WORDS[first.limit] },
      { title: 'Refused', cell: ({ count }) => decimal(count, 0) },
      { title: 'Of all wishes', cell: shareOf },
      { title: 'First (UTC)', isText: true, cell: ({ first }) => moment(first.time) },
      { title: 'Instrument', isText: true, cell: ({ first }) => result.instruments[first.instrument]!.id },
      { title: 'Side', isText: true, cell: ({ first }) => (first.side > 0 ? 'buy' : 'sell') },
      { title: 'Value', cell: ({ first }) => price(first.value) },
      { title: 'Bound', cell: ({ first }) => price(first.bound) },
    ],
    groups,
  )
}

/** What is counted, and that it adds up. */
export function decisionsNote({ metrics }: ReportContext): Html {
  const { proposals, refusals, refusedBy, unchanged, entryOrders } = metrics
  const before = refusals - refusedBy.venue
  const parts = [
    before === 0 ? 'none was refused' : `${decimal(before, 0)} were refused, each by the first that said no`,
    ...(unchanged > 0
      ? [`${decimal(unchanged, 0)} came to less than can be traded and changed nothing`]
      : []),
    `${decimal(entryOrders, 0)} became orders`,
  ]
  const venue =
    refusedBy.venue > 0
      ? ` The venue refused ${plural(refusedBy.venue, 'order')} when it was to fill; closing orders may be among them.`
      : ''
  return html`<p class="fine">A wish is an entry, or an addition to a position, that a signal asked for at the end of a bar; asked again at the next bar, it counts again. Of ${plural(proposals, 'wish', 'wishes')}, ${parts.join(', ')}.${venue} Each row of equal refusals is one line in refusals.csv.</p>
`
}

function groupRefusals(refusals: readonly Refusal[]): RefusalGroup[] {
  const groups = new Map<string, RefusalGroup>()
  for (const refusal of refusals) {
    const key = `${refusal.layer}.${refusal.limit}`
    const group = groups.get(key)
    groups.set(key, {
      count: (group?.count ?? 0) + timesRefused(refusal),
      first: group?.first ?? refusal,
    })
  }
  const rank = ({ first }: RefusalGroup) => REFUSERS.indexOf(first.layer)
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.count - a.count)
}
