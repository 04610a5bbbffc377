import type { Reading } from '../../research/readings.ts'
import type { ReportContext } from '../context.ts'
import { decimal, percent, plural, signed } from '../format.ts'
import { type Html, html } from '../html.ts'
import { tableHtml } from '../table.ts'

type NamedReading = readonly [name: string, reading: Reading]

/** The result under the pessimistic and the optimistic reading of bars that reached both stop and target. */
export function ambiguitySection({ readings, currency }: ReportContext): Html | undefined {
  if (readings === undefined) return undefined
  const rows: NamedReading[] = [
    ['Pessimistic: the stop first', readings.pessimistic],
    ['Optimistic: the target first', readings.optimistic],
  ]
  return html`<p>In ${plural(readings.ambiguousExits, 'bar')} of this run stop and target both lay, and which came first is unknown. ${decimal(readings.profitResting)} ${currency} of profit rest on it: the difference between reading every such bar against us and reading it for us. Expect the truth between the two.</p>
${tableHtml<NamedReading>(
  'The same run under both readings',
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
