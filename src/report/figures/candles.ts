import { TIMEFRAME_MS } from '../../core/time.ts'
import type { Trade } from '../../market/records.ts'
import type { ReportContext } from '../context.ts'
import type { Figure, FigureChoice, PlotlyJson } from '../figure.ts'
import { decimal, duration, rounded } from '../format.ts'
import { escapeHtml } from '../html.ts'
import { evenSample } from '../thin.ts'
import { joinCandles } from './candle-columns.ts'
import { tradeMarkers } from './trade-markers.ts'

/** Bounds that keep the file small however many instruments and trades there are. */
const MOST_CANDLES = 1_500
const MOST_CANDLES_IN_ALL = 40_000
const MOST_TRADES = 1_000
const MOST_TRADES_IN_ALL = 16_000

const step = (label: string, unit: 'month' | 'year', count: number) => ({
  label,
  step: unit,
  count,
  stepmode: 'backward',
})

const RANGES: PlotlyJson = {
  buttons: [
    step('1 m', 'month', 1),
    step('3 m', 'month', 3),
    step('6 m', 'month', 6),
    step('1 y', 'year', 1),
    { label: 'all', step: 'all' },
  ],
  x: 1,
  xanchor: 'right',
  y: 1.02,
  bgcolor: '--raised',
  activecolor: '--rule',
}

/** Prices of one instrument at a time with the entries and exits of its trades; the busiest comes first. */
export function candlesFigure(context: ReportContext): Figure {
  const { data, trades: allTrades } = context
  const byInstrument = data.instruments.map((_, k) => allTrades.filter((trade) => trade.instrument === k))
  const order = data.instruments
    .map((_, k) => k)
    .sort((a, b) => byInstrument[b]!.length - byInstrument[a]!.length || a - b)
  const mostTrades = Math.min(MOST_TRADES, Math.ceil(MOST_TRADES_IN_ALL / order.length))
  const choices = order.map((k) => instrumentChoice(context, k, byInstrument[k]!, mostTrades))
  const omitted = byInstrument.some((trades) => trades.length > mostTrades)
    ? ` Where there are more than ${decimal(mostTrades, 0)} trades, an even sample of them is marked.`
    : ''
  return {
    id: 'candles',
    title: 'Prices with entries and exits',
    note: `Bars of ${data.timeframe}, joined into wider candles where there are many. Triangles are entries (up: long, down: short), circles exits in the colour of the trade’s result.${omitted}`,
    summary: `Candles of ${choices.map((choice) => choice.name).join(', ')} with the trades marked.`,
    heightPx: 480,
    traces: choices[0]!.traces,
    layout: {
      xaxis: { type: 'date', rangeslider: { visible: false }, rangeselector: RANGES },
      yaxis: { tickformat: ',.8~f' },
      hovermode: 'closest',
    },
    choices,
  }
}

function instrumentChoice(
  context: ReportContext,
  k: number,
  all: readonly Trade[],
  mostTrades: number,
): FigureChoice {
  const { data } = context
  const { instrument, bars } = data.instruments[k]!
  const trades = evenSample(all, mostTrades)
  const mostCandles = Math.max(
    100,
    Math.min(MOST_CANDLES, Math.floor(MOST_CANDLES_IN_ALL / data.instruments.length)),
  )
  const candles = joinCandles(bars, TIMEFRAME_MS[data.timeframe], mostCandles)
  const name = `${instrument.id} · ${decimal(all.length, 0)} trades · candles of ${duration(candles.widthMs).replace('.0', '')}`
  const price: PlotlyJson = {
    type: 'candlestick',
    name: escapeHtml(instrument.id),
    showlegend: false,
    x: candles.times,
    open: candles.opens.map(rounded),
    high: candles.highs.map(rounded),
    low: candles.lows.map(rounded),
    close: candles.closes.map(rounded),
    increasing: { line: { color: '--candle-up', width: 1 } },
    decreasing: { line: { color: '--candle-down', width: 1 } },
  }
  return { name, traces: [price, ...tradeMarkers(trades, context.currency)] }
}
