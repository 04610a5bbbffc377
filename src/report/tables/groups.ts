import type { TradeGroup } from '../../research/trade-groups.ts'
import { decimal, percent, signed } from '../format.ts'
import type { Html } from '../html.ts'
import { type TableColumn, tableHtml } from '../table.ts'

/** Closed trades cut by one property. */
export function groupTable(
  caption: string,
  property: string,
  groups: readonly TradeGroup[],
  nameOf = (key: string) => key,
): Html {
  const columns: TableColumn<TradeGroup>[] = [
    { title: property, isText: true, cell: (group) => nameOf(group.key) },
    { title: 'Trades', cell: (group) => decimal(group.trades, 0) },
    { title: 'Won', cell: (group) => percent(group.winRate, 1) },
    { title: 'Profit factor', cell: (group) => decimal(group.profitFactor) },
    {
      title: 'Average',
      cell: (group) => signed(decimal(group.averageTrade)),
      sign: (group) => group.averageTrade,
    },
    { title: 'Price profit', cell: (group) => signed(decimal(group.grossProfit)) },
    { title: 'Fees', cell: (group) => decimal(group.fees) },
    { title: 'Funding', cell: (group) => decimal(group.funding) },
    { title: 'Profit', cell: (group) => signed(decimal(group.profit)), sign: (group) => group.profit },
  ]
  return tableHtml(caption, columns, groups, 'even')
}
