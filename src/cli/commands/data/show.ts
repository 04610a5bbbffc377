import { type Dataset, openDataset } from '../../../adapters/data/open-dataset.ts'
import { asColumnSet } from '../../../adapters/data/series-schema.ts'
import { QtError } from '../../../core/error.ts'
import { formatTime } from '../../../core/time.ts'
import type { Instrument } from '../../../market/instrument.ts'
import type { InstrumentData } from '../../../market/market-data.ts'
import type { Command } from '../../command.ts'
import { grouped, textTable } from '../../text-table.ts'
import { filesTable, headline, summaryOf } from './summary.ts'

const BARS_SHOWN = 3
const GAPS_SHOWN = 10

export const dataShow: Command = {
  name: 'data show',
  summary: 'show a dataset, or one instrument of it with its first and last bars',
  usage: 'NAME [SYMBOL]',
  flags: {},
  async run(_flags, [name, symbol], { root }) {
    if (!name) throw new QtError('usage', 'data show: the name of a dataset is required')
    const dataset = await openDataset(root, name, symbol ? { symbols: [symbol] } : {})
    const files = dataset.manifest.files.filter(({ instrument }) => !symbol || instrument === symbol)
    const summary = summaryOf(dataset.manifest, name)
    const head = [headline(summary), ...summary.notes.map((note) => `  ${note}`), '', filesTable(files)]
    if (!symbol)
      return { json: { ...summary, files, metadata: dataset.manifest.instruments }, text: head.join('\n') }
    const own = dataset.instruments[0]!
    return {
      json: {
        ...summary,
        files,
        metadata: own.instrument,
        firstBars: barsOf(own, 0),
        lastBars: barsOf(own, -BARS_SHOWN),
      },
      text: [...head, '', barsText(own), '', ...gapsText(dataset, own), metadataText(own.instrument)].join(
        '\n',
      ),
    }
  },
}

/** A few bars as objects with a column's name for each value. */
function barsOf({ bars }: InstrumentData, from: number): Record<string, number>[] {
  const columns = Object.entries(asColumnSet(bars)).map(
    ([name, values]) => [name, values.slice(from).slice(0, BARS_SHOWN)] as const,
  )
  const count = columns[0]![1].length
  return Array.from({ length: count }, (_, i) =>
    Object.fromEntries(columns.map(([name, values]) => [name, values[i]!])),
  )
}

function barsText(own: InstrumentData): string {
  const rows = [...barsOf(own, 0), ...barsOf(own, -BARS_SHOWN)]
  const columns = Object.keys(rows[0]!)
  const cells = rows.map((row) =>
    columns.map((column) => (column === 'times' ? formatTime(row[column]!) : String(row[column]))),
  )
  return textTable([columns, ...cells])
}

function gapsText({ manifest }: Dataset, { instrument }: InstrumentData): string[] {
  const { gaps } = manifest.files.find((file) => file.instrument === instrument.id && file.series === 'bars')!
  if (gaps.count === 0) return ['no gaps', '']
  const listed = gaps.first
    .slice(0, GAPS_SHOWN)
    .map(
      ({ from, to, missing }) =>
        `  ${formatTime(from)} … ${formatTime(to)}: ${grouped(missing)} bars missing`,
    )
  const more = gaps.count > listed.length ? [`  and ${grouped(gaps.count - listed.length)} more`] : []
  return [`${grouped(gaps.count)} gaps, ${grouped(gaps.missingRows)} bars missing`, ...listed, ...more, '']
}

function metadataText({ brackets, ...rest }: Instrument): string {
  const facts = Object.entries(rest).map(([key, value]) => [key, String(value)])
  const steps = brackets.map((bracket) => Object.values(bracket).map((value) => String(value)))
  return [textTable([['metadata', ''], ...facts]), '', textTable([Object.keys(brackets[0]!), ...steps])].join(
    '\n',
  )
}
