import { histogram } from '../../stats/histogram.ts'
import type { PlotlyJson } from '../figure.ts'
import { rounded } from '../format.ts'

/** Bars of a histogram, gains and losses in their colours. */
export function histogramTraces(values: Float64Array, format: string, noun: string): PlotlyJson[] {
  const bins = histogram(values.toSorted())
  if (bins === null) return []
  const edge = (bin: number) => rounded(bins.start + bin * bins.width)
  return [
    {
      type: 'bar',
      x: bins.counts.map((_, bin) => rounded(bins.start + (bin + 0.5) * bins.width)),
      y: bins.counts,
      width: bins.width * 0.92,
      customdata: bins.counts.map((_, bin) => [edge(bin), edge(bin + 1)]),
      marker: { color: bins.counts.map((_, bin) => (edge(bin) < 0 ? '--loss' : '--gain')) },
      hovertemplate: `%{customdata[0]:${format}} to %{customdata[1]:${format}}<br>%{y} ${noun}<extra></extra>`,
    },
  ]
}
