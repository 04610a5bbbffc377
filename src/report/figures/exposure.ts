import type { ReportContext } from '../context.ts'
import type { Figure, FigureChoice, PlotlyJson } from '../figure.ts'
import { decimal, percent, plural, rounded } from '../format.ts'
import { governorEpisodes, joinEpisodes, shareOfTime } from '../governor-episodes.ts'
import { escapeHtml } from '../html.ts'
import { thinnedIndices } from '../thin.ts'

const BUCKETS = 400
/** Times that the width of the figure is told apart in. */
const STEPS = 800

/** How much was in the market, on which side, with how much margin; where the governor stepped in. */
export function exposureFigure(context: ReportContext): Figure {
  const { metrics, currency } = context
  const kept = thinnedIndices(leverages(context), BUCKETS)
  const mostPositions = context.exposure.positions.reduce((most, count) => Math.max(most, count), 0)
  return {
    id: 'exposure',
    title: 'What was in the market',
    note: `Notional of the open positions at the end of each bar, longs above and shorts below the line; then initial margin as a share of equity, and the number of positions. ${peakText(context)} ${governorText(context)}`,
    summary: `Exposure over time: on average ${decimal(metrics.averageLeverage)} times the equity while something was held, at most ${decimal(metrics.maxLeverage)} times.`,
    heightPx: 500,
    traces: [],
    layout: {
      hovermode: 'x unified',
      xaxis: { type: 'date', anchor: 'y3' },
      yaxis: { domain: [0.46, 1], tickformat: ',.2~f', zeroline: true, title: { text: 'exposure' } },
      yaxis2: {
        domain: [0.2, 0.4],
        tickformat: '.0~%',
        rangemode: 'tozero',
        nticks: 4,
        title: { text: 'margin' },
      },
      yaxis3: {
        domain: [0, 0.14],
        tickformat: 'd',
        rangemode: 'tozero',
        dtick: Math.max(1, Math.ceil(mostPositions / 2)),
        title: { text: 'positions' },
      },
      shapes: episodeShapes(context),
    },
    choiceLabel: 'Exposure',
    choices: [
      exposureChoice(
        context,
        kept,
        'as a multiple of equity',
        '%{customdata:.2f} × equity',
        (value, equity) => (equity > 0 ? value / equity : 0),
      ),
      exposureChoice(
        context,
        kept,
        `as notional, ${currency}`,
        `%{customdata:,.0f} ${escapeHtml(currency)}`,
        (value) => value,
      ),
    ],
  }
}

/** Exposure of both sides as a multiple of equity, bar by bar. */
function leverages({ result, exposure }: ReportContext): Float64Array {
  return result.equity.map((equity, i) =>
    equity > 0 ? (exposure.long[i]! + exposure.short[i]!) / equity : 0,
  )
}

function exposureChoice(
  { result, exposure, margin }: ReportContext,
  kept: readonly number[],
  name: string,
  hover: string,
  scaled: (value: number, equity: number) => number,
): FigureChoice {
  const { times, equity } = result
  const x = kept.map((i) => times[i]!)
  const valuesOf = (column: Float64Array, scale: typeof scaled) =>
    kept.map((i) => rounded(scale(column[i]!, equity[i]!)))
  const area = (side: string, values: readonly number[], sign: 1 | -1, color: string): PlotlyJson => ({
    ...line(
      side,
      color,
      x,
      values.map((value) => sign * value),
    ),
    fill: 'tozeroy',
    fillcolor: `${color}-faint`,
    customdata: values,
    hovertemplate: `${hover}<extra>${side}</extra>`,
  })
  const shareOfEquity = (value: number, own: number) => (own > 0 ? value / own : 0)
  return {
    name,
    traces: [
      area('long', valuesOf(exposure.long, scaled), 1, '--series'),
      area('short', valuesOf(exposure.short, scaled), -1, '--loss'),
      {
        ...line('margin', '--muted', x, valuesOf(margin, shareOfEquity)),
        yaxis: 'y2',
        showlegend: false,
        hovertemplate: '%{y:.1%} of equity<extra>margin</extra>',
      },
      {
        ...line(
          'positions',
          '--muted',
          x,
          valuesOf(exposure.positions, (value) => value),
        ),
        yaxis: 'y3',
        showlegend: false,
        hovertemplate: '%{y}<extra>positions</extra>',
      },
    ],
  }
}

/** What is held at the end of a bar was held since the bar began. */
function line(name: string, color: string, x: readonly number[], y: readonly number[]): PlotlyJson {
  return { type: 'scatter', mode: 'lines', name, x, y, line: { color, width: 0.9, shape: 'vh' } }
}

function peakText({ metrics }: ReportContext): string {
  const { averageLeverage, maxLeverage, exposure } = metrics
  if (averageLeverage === null) return 'Nothing was held at the end of any bar.'
  return `While something was held (${percent(exposure, 1)} of the bars) it was on average ${decimal(averageLeverage)} times the equity, at most ${decimal(maxLeverage)} times.`
}

function governorText({ result, metrics }: ReportContext): string {
  const episodes = governorEpisodes(result.governorChanges, metrics.endTime)
  if (episodes.length === 0) return 'The safety governor never stepped in.'
  const share = shareOfTime(episodes, metrics.endTime - metrics.startTime)
  return `Shaded where the safety governor let only closing orders pass (REDUCING, light) or had halted trading (HALTED, strong): ${plural(episodes.length, 'time')}, ${percent(share, 1)} of the run.`
}

function episodeShapes({ result, metrics }: ReportContext): PlotlyJson[] {
  const { startTime, endTime } = metrics
  const episodes = governorEpisodes(result.governorChanges, endTime)
  return joinEpisodes(episodes, (endTime - startTime) / STEPS).map(({ mode, from, to }) => ({
    type: 'rect',
    layer: 'below',
    xref: 'x',
    yref: 'paper',
    x0: from,
    x1: to,
    y0: 0,
    y1: 1,
    fillcolor: mode === 'HALTED' ? '--halted' : '--reducing',
    line: { color: mode === 'HALTED' ? '--halted' : '--reducing', width: 1 },
  }))
}
