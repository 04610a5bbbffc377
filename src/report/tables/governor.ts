import type { GovernorCause } from '../../risk/governor.ts'
import type { ReportContext } from '../context.ts'
import { decimal, duration, moment, percent, price } from '../format.ts'
import { type GovernorTrip, governorTrips } from '../governor-trips.ts'
import { type Html, html } from '../html.ts'
import { LIMIT_WORDS } from '../limit-words.ts'
import { tableHtml } from '../table.ts'

const SHOWN = 12

/** What made the safety governor step in, how often and when; undefined where it never did. */
export function governorTable({ result, metrics }: ReportContext): Html | undefined {
  const trips = governorTrips(result.governorChanges)
  if (trips.length === 0) return undefined
  const { startTime, endTime } = metrics
  const lasting = (trip: GovernorTrip) => (Number.isNaN(trip.to) ? endTime : trip.to) - trip.from
  const caption = trips.length > SHOWN ? `The last ${SHOWN} times` : 'Each time'
  return html`${causesTable(trips, lasting, endTime - startTime)}${tripsTable(caption, trips.slice(-SHOWN))}<p class="fine">REDUCING lets only closing orders pass; HALTED lets nothing new begin and, where so configured, closes what is open. Every change is a line in governor.csv.</p>
`
}

interface CauseGroup {
  readonly cause: GovernorCause
  readonly trips: readonly GovernorTrip[]
}

function causesTable(
  trips: readonly GovernorTrip[],
  lasting: (trip: GovernorTrip) => number,
  lengthMs: number,
): Html {
  const groups = [...Map.groupBy(trips, ({ cause }) => cause)].map(([cause, own]) => ({ cause, trips: own }))
  const sum = (group: CauseGroup) => group.trips.reduce((total, trip) => total + lasting(trip), 0)
  return tableHtml<CauseGroup>(
    'Why the safety governor stepped in',
    [
      { title: 'Cause', isText: true, cell: ({ cause }) => LIMIT_WORDS[cause] },
      { title: 'Times', cell: (group) => decimal(group.trips.length, 0) },
      { title: 'First (UTC)', isText: true, cell: (group) => moment(group.trips[0]!.from) },
      { title: 'Longest', cell: (group) => duration(Math.max(...group.trips.map(lasting))) },
      { title: 'In all', cell: (group) => duration(sum(group)) },
      { title: 'Of the run', cell: (group) => percent(sum(group) / lengthMs, 1) },
    ],
    groups,
  )
}

function tripsTable(caption: string, trips: readonly GovernorTrip[]): Html {
  return tableHtml<GovernorTrip>(
    caption,
    [
      { title: 'From (UTC)', isText: true, cell: ({ from }) => moment(from) },
      { title: 'Until (UTC)', isText: true, cell: ({ to }) => (Number.isNaN(to) ? 'the end' : moment(to)) },
      { title: 'Cause', isText: true, cell: ({ cause }) => LIMIT_WORDS[cause] },
      { title: 'Mode', isText: true, cell: ({ mode }) => mode },
      { title: 'Value', cell: ({ value }) => price(value) },
      { title: 'Bound', cell: ({ bound }) => price(bound) },
    ],
    trips,
  )
}
