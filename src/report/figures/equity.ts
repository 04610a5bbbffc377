import { DAY_MS } from '../../core/time.ts'
import type { ReportContext } from '../context.ts'
import type { Figure } from '../figure.ts'
import { decimal, duration, momentInWords, percent, rounded } from '../format.ts'
import { escapeHtml } from '../html.ts'
import { thinnedIndices } from '../thin.ts'

const BUCKETS = 600

/** Account equity with the share lost since the last peak below it. */
export function equityFigure({ result, metrics, profile, currency }: ReportContext): Figure {
  const kept = keptBars(result.times, result.equity, profile.drawdown.troughTime)
  const times = [metrics.startTime, ...kept.map((i) => result.times[i]!)]
  const equity = [result.initialEquity, ...kept.map((i) => rounded(result.equity[i]!))]
  const drawdown = [0, ...drawdownAt(result.equity, result.initialEquity, kept)]
  return {
    id: 'equity',
    title: 'Equity and drawdown',
    note: `Account value at the end of each bar, ${currency}, open positions at their mark. ${deepest(metrics)}`,
    summary: `Equity from ${decimal(metrics.initialEquity)} to ${decimal(metrics.finalEquity)} ${currency}; deepest drawdown ${percent(metrics.maxDrawdown)}.`,
    heightPx: 460,
    hasLogSwitch: true,
    traces: [
      {
        type: 'scatter',
        mode: 'lines',
        name: 'Equity',
        x: times,
        y: equity,
        line: { color: '--series', width: 1.6 },
        hovertemplate: `%{y:,.2f} ${escapeHtml(currency)}<extra></extra>`,
      },
      {
        type: 'scatter',
        mode: 'lines',
        name: 'Drawdown',
        x: times,
        y: drawdown,
        yaxis: 'y2',
        fill: 'tozeroy',
        fillcolor: '--loss-faint',
        line: { color: '--loss', width: 1 },
        hovertemplate: '%{y:.2%}<extra></extra>',
      },
    ],
    layout: {
      showlegend: false,
      hovermode: 'x unified',
      xaxis: { type: 'date', anchor: 'y2' },
      yaxis: { domain: [0.34, 1], tickformat: ',.2~f', title: { text: escapeHtml(currency) } },
      yaxis2: { domain: [0, 0.28], tickformat: '.0%', rangemode: 'tozero', nticks: 4 },
    },
  }
}

/** The thinned bars; the trough of the deepest drawdown is always among them. */
function keptBars(times: Float64Array, equity: Float64Array, troughTime: number): number[] {
  const kept = new Set(thinnedIndices(equity, BUCKETS))
  const trough = times.indexOf(troughTime)
  if (trough >= 0) kept.add(trough)
  return [...kept].sort((a, b) => a - b)
}

/** −(1 − equity / peak so far) at the kept bars; the peak runs over all bars. */
function drawdownAt(equity: Float64Array, initial: number, kept: readonly number[]): number[] {
  let peak = initial
  let next = 0
  return kept.map((index) => {
    for (; next <= index; next++) if (equity[next]! > peak) peak = equity[next]!
    return rounded(equity[index]! / peak - 1)
  })
}

function deepest(metrics: ReportContext['metrics']): string {
  if (metrics.maxDrawdown === 0) return 'Equity never fell below an earlier peak.'
  const { maxDrawdownPeakTime: peak, maxDrawdownRecoveryTime: recovery } = metrics
  const length = duration(metrics.maxDrawdownDays * DAY_MS)
  const end = recovery === null ? 'not recovered by the end' : `recovered ${momentInWords(recovery)}`
  return `Deepest drawdown ${percent(metrics.maxDrawdown)}: peak ${momentInWords(peak)}, trough ${momentInWords(metrics.maxDrawdownTroughTime)}, ${end} (${length}).`
}
