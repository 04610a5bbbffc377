import type { Trade } from '../../market/records.ts'
import type { PlotlyJson } from '../figure.ts'
import { decimal, momentInWords, rounded, words } from '../format.ts'
import { escapeHtml } from '../html.ts'

/**
 * Entries and exits of trades as four sets of markers over a price chart: small where there are many, so that the
 * prices stay visible.
 */
export function tradeMarkers(trades: readonly Trade[], currency: string): PlotlyJson[] {
  const size = trades.length <= 100 ? 9 : trades.length <= 300 ? 7 : 5
  const won = trades.filter((trade) => trade.profit > 0)
  const lost = trades.filter((trade) => trade.profit <= 0)
  return [
    exits('exit, won', '--gain', won, size - 2, currency),
    exits('exit, lost', '--loss', lost, size - 2, currency),
    entries(
      'long',
      'triangle-up',
      trades.filter((trade) => trade.side > 0),
      size,
    ),
    entries(
      'short',
      'triangle-down',
      trades.filter((trade) => trade.side < 0),
      size,
    ),
  ]
}

function entries(side: string, symbol: string, trades: readonly Trade[], size: number): PlotlyJson {
  return {
    ...markers(`${side} entry`, symbol, '--series', size),
    legendrank: 1, // named before the exits, drawn over them
    x: trades.map((trade) => trade.openTime),
    y: trades.map((trade) => rounded(trade.entryPrice)),
    hovertemplate: `${side} at %{y:,.8~f}<br>%{x|%Y-%m-%d %H:%M}<extra></extra>`,
  }
}

function exits(
  name: string,
  color: string,
  trades: readonly Trade[],
  size: number,
  currency: string,
): PlotlyJson {
  return {
    ...markers(name, 'circle', color, size),
    x: trades.map((trade) => trade.closeTime),
    y: trades.map((trade) => rounded(trade.exitPrice)),
    customdata: trades.map((trade) => exitText(trade, currency)),
    hovertemplate: '%{customdata}<br>closed %{x|%Y-%m-%d %H:%M} at %{y:,.8~f}<extra></extra>',
  }
}

function exitText({ exitReason = 'signal', profit, openTime }: Trade, currency: string): string {
  return escapeHtml(`${words(exitReason)}: ${decimal(profit)} ${currency}, opened ${momentInWords(openTime)}`)
}

function markers(name: string, symbol: string, color: string, size: number): PlotlyJson {
  const line = size > 6 ? { color: '--paper', width: 1 } : { width: 0 }
  return { type: 'scatter', mode: 'markers', name, marker: { symbol, size, color, line } }
}
