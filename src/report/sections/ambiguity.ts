import type { Reading, ReportContext } from '../context.ts'
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
  return html`<p>${plural(readings.ambiguousExits, 'exit')} could have been either stop or target: the bar reached both, and its path is unknown. Trades with a profit of ${signed(decimal(readings.profitResting))} ${currency} in all rest on them. The truth lies between the two readings.</p>
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
