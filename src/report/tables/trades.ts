import type { Trade } from '../../market/records.ts'
import { lifeOf, type Stage } from '../../risk/lifecycle.ts'
import { rMultiple } from '../../stats/r-multiple.ts'
import type { ReportContext } from '../context.ts'
import { decimal, duration, moment, NONE, percent, price, signed, words } from '../format.ts'
import { type Html, html } from '../html.ts'
import { type TableColumn, tableHtml } from '../table.ts'

const SHOWN = 10

/** The largest wins, the largest losses and the last trades; all of them are in the files beside the report. */
export function tradeTables(context: ReportContext): Html {
  const { trades } = context
  if (trades.length === 0)
    return html`<p>No trade was closed.</p>
`
  const columns = tradeColumns(context)
  const byProfit = trades.toSorted((a, b) => b.profit - a.profit)
  const wins = byProfit.slice(0, SHOWN).filter((trade) => trade.profit > 0)
  const losses = byProfit
    .slice(-SHOWN)
    .reverse()
    .filter((trade) => trade.profit < 0)
  const last = trades.slice(-SHOWN).reverse()
  return html`${wins.length > 0 ? tableHtml('Largest wins', columns, wins) : undefined}${
    losses.length > 0 ? tableHtml('Largest losses', columns, losses) : undefined
  }${tableHtml('Last trades', columns, last)}<p class="fine">Target / trail: how long after the opening the target filled a part and the stop began to trail. Costs: fees and funding. All ${decimal(trades.length, 0)} trades are in trades.csv and trades.arrow beside this file.</p>
`
}

function tradeColumns({ result, metrics, trades }: ReportContext): TableColumn<Trade>[] {
  return [
    { title: 'Instrument', isText: true, cell: (trade) => result.instruments[trade.instrument]!.id },
    { title: 'Side', isText: true, cell: isLeverageVaried(trades) ? leveredSide : sideOf },
    { title: 'Opened (UTC)', isText: true, cell: (trade) => moment(trade.openTime) },
    { title: 'Held', cell: (trade) => duration(trade.closeTime - trade.openTime) },
    { title: 'Target / trail', cell: lifeText },
    { title: 'Exit reason', isText: true, cell: (trade) => words(trade.exitReason) },
    { title: 'Entry', cell: (trade) => price(trade.entryPrice) },
    { title: 'Exit', cell: (trade) => price(trade.exitPrice) },
    { title: 'MAE', cell: (trade) => percent(trade.adverseExcursion) },
    { title: 'MFE', cell: (trade) => percent(trade.favourableExcursion) },
    { title: 'Costs', cell: (trade) => decimal(trade.fees + trade.funding) },
    ...(metrics.averageR === null ? [] : [multipleColumn]),
    { title: 'Profit', cell: (trade) => signed(decimal(trade.profit)), sign: (trade) => trade.profit },
  ]
}

function isLeverageVaried(trades: readonly Trade[]): boolean {
  return trades.some(({ leverage }) => leverage !== trades[0]!.leverage)
}

function sideOf({ side }: Trade): string {
  return side > 0 ? 'long' : 'short'
}

/** `long 12.5×` */
function leveredSide(trade: Trade): string {
  return `${sideOf(trade)} ${decimal(trade.leverage, trade.leverage % 1 === 0 ? 0 : 1)}×`
}

const multipleColumn: TableColumn<Trade> = {
  title: 'R',
  cell: (trade) => signed(decimal(rMultiple(trade))),
  sign: rMultiple,
}

/** How long after the opening the target filled a part and the stop began to trail: `3 h / 4 h`. */
function lifeText(trade: Trade): string {
  const life = lifeOf(trade)
  const after = (wanted: Stage) => {
    const reached = life.find(({ stage }) => stage === wanted)
    return reached ? duration(reached.time - trade.openTime).replace('.0', '') : NONE
  }
  const texts = [after('PARTIAL'), after('TRAILING')]
  return texts.every((text) => text === NONE) ? NONE : texts.join(' / ')
}
