import type { Metrics } from '../../research/metrics.ts'
import type { Reading } from '../../research/readings.ts'
import type { ReportContext } from '../context.ts'
import { decimal, percent, plural, signed } from '../format.ts'
import { type Html, html } from '../html.ts'
import { tableHtml } from '../table.ts'

type NamedReading = readonly [name: string, reading: Reading]

/** Ambiguous exits that are there may not have been read again; those that are not need no reading. */
function unambiguous({ ambiguousExits, settledExits }: Metrics): string {
  if (ambiguousExits > 0)
    return `${plural(ambiguousExits, 'exit')} ambiguous; the run was not read in other ways.`
  const settled = `${plural(settledExits, 'exit')} would be, had not finer bars told the order.`
  return `No exit of this run is ambiguous: in no bar could something else have come first.${settledExits === 0 ? '' : ` ${settled}`}`
}

/** The result under each reading of the bars inside which the order of things is unknown. */
export function ambiguitySection({ readings, metrics, currency }: ReportContext): Html {
  if (readings === undefined)
    return html`<p>${unambiguous(metrics)}</p>
`
  const { ambiguousExits, settledExits, ambiguousTrades, ambiguousProfit, profitResting } = readings
  const rows: NamedReading[] = [
    ['Pessimistic: the stop first', readings.pessimistic],
    ['Open → nearer extreme → other extreme → close', readings.ohlc],
    ['Optimistic: the target first', readings.optimistic],
  ]
  const settled =
    settledExits === 0 ? '' : ` ${decimal(settledExits, 0)} more would be, had not finer bars told the order.`
  return html`<p>${plural(ambiguousExits, 'exit')} of this run ${ambiguousExits === 1 ? 'is' : 'are'} ambiguous: inside the bar something else may have come first.${settled} ${plural(ambiguousTrades, 'trade')} ended by them, or partly closed, made ${signed(decimal(ambiguousProfit))} ${currency}. ${decimal(profitResting)} ${currency} of final equity rest on the reading: the difference between reading every such bar against us and reading it for us. Expect the truth between the two.</p>
${tableHtml<NamedReading>(
  'The same run under each reading',
  [
    { title: 'Reading', isText: true, cell: ([name]) => name },
    {
      title: 'Total return',
      cell: ([, reading]) => signed(percent(reading.totalReturn)),
      sign: ([, reading]) => reading.totalReturn,
    },
    { title: 'Max drawdown', cell: ([, reading]) => percent(reading.maxDrawdown) },
    { title: 'Final equity', cell: ([, reading]) => decimal(reading.finalEquity) },
    { title: 'Trades', cell: ([, reading]) => decimal(reading.trades, 0) },
  ],
  rows,
)}`
}
