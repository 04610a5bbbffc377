import type { Refusal } from '../../market/records.ts'
import type { ReportContext } from '../context.ts'
import { decimal, moment, price } from '../format.ts'
import { type Html, html } from '../html.ts'
import { tableHtml } from '../table.ts'

const LIMITS: Readonly<Record<Refusal['limit'], string>> = {
  minNotional: 'below the minimum notional',
  margin: 'not enough margin',
  postOnly: 'post-only would have crossed',
  equity: 'no equity left',
  dailyLoss: 'daily loss reached',
  exposure: 'exposure limit reached',
  losingStreak: 'too many losing trades in a row',
  unhealthy: 'system unhealthy',
  killSwitch: 'kill switch',
  confidence: 'confidence too low',
  warmUp: 'regime or volatility not known yet',
  volume: 'nothing traded in the bar',
  consensus: 'no consensus',
  rewardToRisk: 'reward not worth the risk',
  opposite: 'signal against the open position',
  cooldown: 'cooldown after a trade',
  positions: 'too many positions',
  sideExposure: 'exposure limit of the side reached',
  correlation: 'moves with what is held',
  edge: 'expected edge below cost',
  rate: 'funding too dear',
  stop: 'no stop to size with',
  liquidation: 'stop beyond liquidation',
  reduceOnly: 'nothing left to reduce',
}

interface RefusalGroup {
  readonly limit: Refusal['limit']
  readonly count: number
  readonly first: Refusal
}

/** Refused orders by reason, with the first case of each. */
export function refusalsTable({ result }: ReportContext): Html {
  if (result.refusals.length === 0)
    return html`<p>No order was refused.</p>
`
  const groups = groupRefusals(result.refusals)
  return tableHtml<RefusalGroup>(
    'Refused orders by reason. Each row of equal ones is a line in refusals.csv.',
    [
      { title: 'Reason', isText: true, cell: (group) => LIMITS[group.limit] },
      { title: 'Orders', cell: (group) => decimal(group.count, 0) },
      { title: 'First (UTC)', isText: true, cell: (group) => moment(group.first.time) },
      { title: 'Instrument', isText: true, cell: (group) => result.instruments[group.first.instrument]!.id },
      { title: 'Value', cell: (group) => price(group.first.value) },
      { title: 'Bound', cell: (group) => price(group.first.bound) },
    ],
    groups,
  )
}

function groupRefusals(refusals: readonly Refusal[]): RefusalGroup[] {
  const groups = new Map<Refusal['limit'], RefusalGroup>()
  for (const refusal of refusals) {
    const group = groups.get(refusal.limit)
    groups.set(refusal.limit, {
      limit: refusal.limit,
      count: (group?.count ?? 0) + 1 + refusal.repeats,
      first: group?.first ?? refusal,
    })
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || (a.limit < b.limit ? -1 : 1))
}
