/**
 * The script inside the page: draws the figures in the colours of the page's theme.
 * Plain JavaScript, because it runs in the reader's browser as it stands.
 */
export const CLIENT_SCRIPT = `'use strict'
{
  const figures = JSON.parse(document.getElementById('figures').textContent)
  const isTouch = matchMedia('(pointer: coarse)').matches
  const config = {
    responsive: true,
    displaylogo: false,
    displayModeBar: isTouch ? false : 'hover',
    modeBarButtons: [['toImage', 'zoom2d', 'pan2d', 'resetScale2d']],
    showSendToCloud: false, // plotly's own default offers to upload the figure
    plotlyServerURL: '',
  }
  const state = {} // id -> { choice, isLog }

  const isColourName = (value) => typeof value === 'string' && value.startsWith('--')

  /** Copies a figure's parts, colour names replaced by the theme's colours. */
  function painted(value, style) {
    if (isColourName(value)) return style.getPropertyValue(value).trim()
    if (Array.isArray(value)) {
      const first = value[0]
      return isColourName(first) || (first !== null && typeof first === 'object')
        ? value.map((item) => painted(item, style))
        : value
    }
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, painted(inner, style)]))
  }

  function themed(layout, isLog, style, width) {
    const colour = (name) => style.getPropertyValue(name).trim()
    const axis = {
      gridcolor: colour('--rule'),
      linecolor: colour('--rule'),
      zerolinecolor: colour('--muted'),
      zeroline: false,
      automargin: true,
      fixedrange: isTouch,
      tickfont: { color: colour('--muted') },
    }
    const own = painted(layout, style)
    const legend = { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', bgcolor: 'rgba(0,0,0,0)', ...own.legend }
    const result = {
      autosize: true,
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: style.fontFamily, size: 12, color: colour('--ink') },
      margin: { l: 8, r: 8, t: 12, b: 42 },
      hoverlabel: { bgcolor: colour('--paper'), bordercolor: colour('--rule'), font: { color: colour('--ink') } },
      modebar: { bgcolor: 'rgba(0,0,0,0)', color: colour('--muted'), activecolor: colour('--ink') },
      bargap: 0.06,
      dragmode: isTouch ? false : 'zoom',
      ...own,
      legend,
    }
    for (const name of ['xaxis', 'yaxis', 'yaxis2', 'yaxis3']) {
      if (result[name]) result[name] = { ...axis, ...result[name] }
    }
    if (width < 600) delete result.xaxis.rangeselector // it would lie on the legend
    if (isLog) result.yaxis = { ...result.yaxis, type: 'log' }
    return result
  }

  function draw(place) {
    const id = place.dataset.figure
    const shown = (state[id] ??= { choice: 0, isLog: false })
    const style = getComputedStyle(place)
    const { choices, layout } = figures[id]
    Plotly.react(place, painted(choices[shown.choice], style), themed(layout, shown.isLog, style, place.clientWidth), config)
  }

  /** plotly writes UTC dates without saying so: 2024-06-11 or 2024-06-11 08:00. */
  const utcText = (text) => (text.length > 10 ? text.replace(' ', 'T') + 'Z' : text)

  /** Prices fill the height again when the time range changes. */
  function fitPrices(place, change) {
    if (change['xaxis.autorange']) return Plotly.relayout(place, { 'yaxis.autorange': true })
    const from = change['xaxis.range[0]'] ?? change['xaxis.range']?.[0]
    if (from === undefined || change['yaxis.range[0]'] !== undefined) return
    const instant = (value) => (typeof value === 'number' ? value : Date.parse(utcText(value)))
    const [start, end] = place.layout.xaxis.range.map(instant)
    const { x, low, high } = place.data[0]
    const shown = x.map((_, i) => i).filter((i) => x[i] >= start && x[i] <= end)
    if (shown.length === 0) return
    const bottom = Math.min(...shown.map((i) => low[i]))
    const top = Math.max(...shown.map((i) => high[i]))
    const margin = (top - bottom) * 0.05
    Plotly.relayout(place, { 'yaxis.range': [bottom - margin, top + margin] })
  }

  const placeOf = (id) => document.querySelector('[data-figure="' + id + '"]')
  for (const place of document.querySelectorAll('[data-figure]')) draw(place)
  const prices = placeOf('candles')
  prices.on('plotly_relayout', (change) => fitPrices(prices, change))

  for (const select of document.querySelectorAll('[data-choice]')) {
    select.addEventListener('change', () => {
      const id = select.dataset.choice
      state[id] = { ...state[id], choice: Number(select.value) }
      draw(placeOf(id))
    })
  }
  for (const button of document.querySelectorAll('[data-log]')) {
    button.addEventListener('click', () => {
      const id = button.dataset.log
      const isLog = button.getAttribute('aria-pressed') !== 'true'
      button.setAttribute('aria-pressed', String(isLog))
      state[id] = { choice: 0, ...state[id], isLog }
      draw(placeOf(id))
    })
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    for (const id of Object.keys(state)) draw(placeOf(id))
  })
}
`
