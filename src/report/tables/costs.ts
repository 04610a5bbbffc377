import type { InstrumentCosts } from '../../research/cost-metrics.ts'
import type { ReportContext } from '../context.ts'
import { amountDigits, decimal, percent, signed } from '../format.ts'
import type { Html } from '../html.ts'
import { type TableColumn, tableHtml } from '../table.ts'

type Amount = Exclude<keyof InstrumentCosts, 'key' | 'shareOfGross'>

const AMOUNTS: readonly [title: string, key: Amount][] = [
  ['Slippage', 'slippage'],
  ['Entry fees', 'entryFees'],
  ['Exit fees', 'exitFees'],
  ['Liquidation fees', 'liquidationFees'],
  ['Maker fees', 'makerFees'],
  ['Taker fees', 'takerFees'],
  ['Funding paid', 'fundingPaid'],
  ['Funding received', 'fundingReceived'],
  ['Costs', 'total'],
]

/** What trading cost, instrument by instrument; undefined where nothing was traded. */
export function costsTable({ metrics, currency }: ReportContext): Html | undefined {
  const { costs, costsByInstrument } = metrics
  if (costsByInstrument.length === 0) return undefined
  const rows =
    costsByInstrument.length > 1 ? [...costsByInstrument, { key: 'All', ...costs }] : costsByInstrument
  const caption = `Costs, ${currency}: slippage + fees of entries, exits and liquidations + funding paid − received`
  return tableHtml(caption, columnsOf(rows), rows)
}

/** Without columns in which nothing stands; taker fees stand beside maker fees or not at all. */
function columnsOf(rows: readonly InstrumentCosts[]): TableColumn<InstrumentCosts>[] {
  const isUsed = (key: Amount) => rows.some((row) => row[key] !== 0)
  const shown = AMOUNTS.filter(([, key]) => isUsed(key === 'takerFees' ? 'makerFees' : key))
  const digits = amountDigits(rows.map(({ gross }) => gross))
  return [
    { title: 'Instrument', isText: true, cell: ({ key }) => key },
    { title: 'Gross', cell: ({ gross }) => signed(decimal(gross, digits)) },
    ...shown.map(([title, key]) => ({ title, cell: (row: InstrumentCosts) => decimal(row[key], digits) })),
    { title: 'Of gross', cell: ({ shareOfGross }) => percent(shareOfGross, 1) },
    { title: 'Net', cell: (row) => signed(decimal(netOf(row), digits)), sign: netOf },
  ]
}

function netOf({ gross, total }: InstrumentCosts): number {
  return gross - total
}
