import type { Refuser } from '../../market/records.ts'
import type { Metrics } from '../../research/metrics.ts'
import type { ReportContext } from '../context.ts'
import type { Figure, PlotlyJson } from '../figure.ts'
import { decimal, percent, plural } from '../format.ts'

/** Everyone who is asked before an order is sent, in that order. */
const STATIONS: readonly [refuser: Exclude<Refuser, 'venue'>, name: string][] = [
  ['governor', 'Governor'],
  ['policy', 'Policy'],
  ['lifecycle', 'Lifecycle'],
  ['portfolio', 'Portfolio'],
  ['costs', 'Costs'],
  ['funding', 'Funding'],
  ['sizing', 'Sizing'],
]

/** One row of the funnel: what came through, and what did not. */
interface Station {
  readonly name: string
  readonly passed: number
  readonly refused: number
}

/** From wishes to orders: how many each layer let through. */
export function decisionsFigure({ metrics }: ReportContext): Figure {
  const stations = stationsOf(metrics)
  const { proposals, entryOrders } = metrics
  return {
    id: 'decisions',
    title: 'From wishes to orders',
    note: `Of ${plural(proposals, 'wish', 'wishes')} to enter, ${plural(entryOrders, 'order')} came (${percent(entryOrders / proposals, 1)}). The layers are asked from top to bottom; what one refuses, the next never sees.`,
    summary: stations
      .map(({ name, passed, refused }) => `${name}: ${passed} passed, ${refused} refused`)
      .join('; '),
    heightPx: 90 + 34 * stations.length,
    traces: [
      bars(
        'passed',
        '--series',
        stations,
        ({ passed }) => passed,
        ({ passed }) => decimal(passed, 0),
      ),
      bars(
        'refused',
        '--loss',
        stations,
        ({ refused }) => refused,
        ({ refused }) => (refused > 0 ? decimal(-refused, 0) : ''),
      ),
    ],
    layout: {
      barmode: 'stack',
      bargap: 0.28,
      legend: { traceorder: 'normal' },
      xaxis: { tickformat: ',d', rangemode: 'tozero', range: [0, proposals * 1.14] },
      yaxis: { type: 'category', autorange: 'reversed', showgrid: false, ticks: '', fixedrange: true },
    },
  }
}

function stationsOf(metrics: Metrics): Station[] {
  const stations: Station[] = [{ name: 'Wished', passed: metrics.proposals, refused: 0 }]
  let passed = metrics.proposals
  const pass = (name: string, refused: number) => {
    passed -= refused
    stations.push({ name, passed, refused })
  }
  for (const [refuser, name] of STATIONS) pass(name, metrics.refusedBy[refuser])
  if (metrics.unchanged > 0) pass('Too small to add', metrics.unchanged)
  return stations
}

function bars(
  name: string,
  color: string,
  stations: readonly Station[],
  countOf: (station: Station) => number,
  textOf: (station: Station) => string,
): PlotlyJson {
  return {
    type: 'bar',
    orientation: 'h',
    name,
    y: stations.map((station) => station.name),
    x: stations.map(countOf),
    text: stations.map(textOf),
    textposition: 'auto',
    cliponaxis: false,
    constraintext: 'none',
    marker: { color },
    hovertemplate: `%{y}: %{x:,d} ${name}<extra></extra>`,
  }
}
