import { HOUR_MS } from '../../core/time.ts'
import type { Metrics } from '../../research/metrics.ts'
import type { TradeGroup } from '../../research/trade-groups.ts'
import { amountDigits, decimal, duration, percent, signed, words } from '../format.ts'
import { type Html, html } from '../html.ts'
import { type TableColumn, tableHtml } from '../table.ts'

/** Closed trades cut by one property after the other; undefined without trades. */
export function groupTables(metrics: Metrics): Html | undefined {
  if (metrics.trades === 0) return undefined
  const cuts: readonly [caption: string, property: string, groups: readonly TradeGroup[]][] = [
    ['By instrument', 'Instrument', metrics.byInstrument],
    ['By side', 'Side', metrics.bySide],
    [
      'By exit reason',
      'Exit reason',
      metrics.byExitReason.map((group) => ({ ...group, key: words(group.key) })),
    ],
    ['By confidence of the opening signal', 'Confidence', metrics.byConfidence],
    ['By regime of the market when it was proposed', 'Regime', metrics.byRegime],
  ]
  const hasR = metrics.averageR !== null
  return html`${cuts.map(([caption, property, groups]) =>
    tableHtml(caption, columnsOf(property, groups, hasR), groups, 'even'),
  )}`
}

/** @param hasR some trade had a stop to measure its profit by */
function columnsOf(
  property: string,
  groups: readonly TradeGroup[],
  hasR: boolean,
): TableColumn<TradeGroup>[] {
  const amount = (key: 'fees' | 'funding' | 'profit') => {
    const digits = amountDigits(groups.map((group) => group[key]))
    return (group: TradeGroup) => decimal(group[key], digits)
  }
  const profit = amount('profit')
  return [
    { title: property, isText: true, cell: (group) => group.key },
    { title: 'Trades', cell: (group) => decimal(group.trades, 0) },
    { title: 'Won', cell: (group) => percent(group.winRate, 1) },
    { title: 'Profit factor', cell: (group) => decimal(group.profitFactor) },
    {
      title: 'Average',
      cell: (group) => signed(decimal(group.averageTrade)),
      sign: (group) => group.averageTrade,
    },
    ...(hasR ? [averageRColumn] : []),
    { title: 'MAE', cell: (group) => percent(group.averageAdverseExcursion) },
    { title: 'MFE', cell: (group) => percent(group.averageFavourableExcursion) },
    { title: 'Held', cell: (group) => duration((group.averageHoldingHours ?? Number.NaN) * HOUR_MS) },
    { title: 'Fees', cell: amount('fees') },
    { title: 'Funding', cell: amount('funding') },
    { title: 'Profit', cell: (group) => signed(profit(group)), sign: (group) => group.profit },
  ]
}

const averageRColumn: TableColumn<TradeGroup> = {
  title: 'R',
  cell: (group) => signed(decimal(group.averageR)),
  sign: (group) => group.averageR,
}
