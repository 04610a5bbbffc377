import { type Html, html } from './html.ts'

/** Part of a plotly figure. A text that starts with `--` is the name of a CSS colour, resolved in the page. */
export type PlotlyJson = { readonly [key: string]: unknown }

/** One plot: what the page draws and how it is introduced. */
export interface Figure {
  readonly id: string
  readonly title: string
  /** One or two sentences below the title. */
  readonly note: string
  /** What a reader who cannot see the plot is told. */
  readonly summary: string
  readonly heightPx: number
  readonly traces: readonly PlotlyJson[]
  readonly layout: PlotlyJson
  /** Other traces for the same axes, to choose from by name; the first is shown. */
  readonly choices?: readonly FigureChoice[]
  /** What is chosen (default `Instrument`). */
  readonly choiceLabel?: string
  /** Offers a switch between linear and logarithmic for the first y axis. */
  readonly hasLogSwitch?: boolean
}

export interface FigureChoice {
  readonly name: string
  readonly traces: readonly PlotlyJson[]
}

/** The place in the page where a figure is drawn, with its caption and controls. */
export function figureHtml(figure: Figure): Html {
  return html`<figure id="figure-${figure.id}">
<figcaption><h3>${figure.title}</h3><p>${figure.note}</p></figcaption>
${controls(figure)}<div class="plot" data-figure="${figure.id}" role="img" aria-label="${figure.summary}" style="height:${figure.heightPx}px"></div>
</figure>
`
}

/** The figure with the word *synthetic* inside the plot, so that a saved picture says it too. */
export function markedSynthetic(figure: Figure): Figure {
  const mark = {
    text: 'synthetic data',
    xref: 'paper',
    yref: 'paper',
    x: 1,
    y: 0,
    xanchor: 'right',
    yanchor: 'top',
    yshift: -24, // below the tick labels
    showarrow: false,
    font: { size: 11, color: '--muted' },
  }
  return { ...figure, layout: { ...figure.layout, annotations: [mark] } }
}

function controls({ id, choices, choiceLabel = 'Instrument', hasLogSwitch }: Figure): Html | undefined {
  if (choices !== undefined && choices.length > 1) {
    const options = choices.map((choice, index) => html`<option value="${index}">${choice.name}</option>`)
    return html`<p class="controls"><label>${choiceLabel} <select data-choice="${id}">${options}</select></label></p>
`
  }
  if (!hasLogSwitch) return undefined
  return html`<p class="controls"><button type="button" data-log="${id}" aria-pressed="false">Logarithmic scale</button></p>
`
}
