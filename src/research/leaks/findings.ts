import type { MarketData } from '../../market/market-data.ts'
import type { Finding, FindingKind } from './certificate.ts'
import type { Difference, Evidence, Exhibit, Place } from './evidence.ts'
import { type Reach, reachOf } from './reach.ts'
import type { RestartFault } from './restart.ts'
import type { Subject } from './trace.ts'

/**
 * What the evidence says: one finding per place and name, over all instruments. How far is measured at the places
 * that nothing else explains: features, else decisions.
 */
export function findingsOf(evidence: Evidence, subject: Subject, data: MarketData): Finding[] {
  const spots = bySpot(evidence)
  const roots = spots.filter(([first]) => first!.place === spots[0]![0]!.place && isMeasured(first!.place))
  return spots.map((exhibits) => {
    const ahead = roots.includes(exhibits) ? reachAnywhere(exhibits, subject, data) : undefined
    const isRoot = roots.includes(exhibits)
    const kind = isRoot && !ahead && isStreamingOnly(exhibits) ? 'notLive' : 'lookAhead'
    return findingOf(kind, exhibits, data, ahead)
  })
}

export function unrepeatableFindings(evidence: Evidence, data: MarketData): Finding[] {
  return bySpot(evidence).map((exhibits) => findingOf('notRepeatable', exhibits, data))
}

export function restartFindings(data: MarketData, faults: readonly RestartFault[]): Finding[] {
  return Object.values(Object.groupBy(faults, ({ feature }) => feature)).map((group) => {
    const exhibits = group!.map(({ feature, instrument, row, value, other }): Exhibit => {
      const first: Difference = { row, value, other, method: 'streaming', distance: 0 }
      return {
        place: 'feature',
        name: feature,
        instrument,
        rows: new Set([row]),
        first,
        farthest: [],
        nearest: [],
      }
    })
    return findingOf('notRestarted', exhibits, data)
  })
}

/** Nothing could be tried. */
export function silentFinding(data: MarketData): Finding {
  const { instrument, bars } = data.instruments.find((own) => own.bars.times.length > 0)!
  return {
    kind: 'notAnswering',
    place: 'feature',
    name: 'every run',
    instruments: data.instruments.map((own) => own.instrument.id),
    bars: 0,
    first: { instrument: instrument.id, row: 0, time: bars.times[0]!, value: Number.NaN, other: Number.NaN },
  }
}

function bySpot(evidence: Evidence): Exhibit[][] {
  return Object.values(Object.groupBy(evidence.all(), ({ place, name }) => `${place} ${name}`)) as Exhibit[][]
}

function isMeasured(place: Place): boolean {
  return place === 'feature' || place === 'decision' || place === 'sizing'
}

function isStreamingOnly(exhibits: readonly Exhibit[]): boolean {
  return exhibits.every(({ first, farthest, nearest }) =>
    [first, ...farthest, ...nearest].every((d) => d.method === 'streaming'),
  )
}

/** Of the instrument that saw farthest when it was found; of another where that one does not tell. */
function reachAnywhere(exhibits: readonly Exhibit[], subject: Subject, data: MarketData): Reach | undefined {
  const distance = ({ farthest }: Exhibit) => farthest[0]?.distance ?? 0
  const order = exhibits.toSorted((a, b) => distance(b) - distance(a))
  for (const exhibit of order) {
    const reach = reachOf(subject, data, exhibit)
    if (reach) return reach
  }
  return undefined
}

function findingOf(
  kind: FindingKind,
  exhibits: readonly Exhibit[],
  data: MarketData,
  ahead?: Reach,
): Finding {
  const timeOf = ({ instrument, first }: Exhibit) => data.instruments[instrument]!.bars.times[first.row]!
  const earliest = exhibits.reduce((a, b) => (timeOf(b) < timeOf(a) ? b : a))
  const { place, name, first, instrument } = earliest
  const idOf = (index: number) => data.instruments[index]!.instrument.id
  return {
    kind,
    place,
    name,
    instruments: exhibits.map((exhibit) => idOf(exhibit.instrument)),
    bars: exhibits.reduce((sum, { rows }) => sum + rows.size, 0),
    first: {
      instrument: idOf(instrument),
      row: first.row,
      time: timeOf(earliest),
      value: first.value,
      other: first.other,
    },
    ...(ahead && { ahead }),
  }
}
