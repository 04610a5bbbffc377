import { CLIENT_SCRIPT } from './client-script.ts'
import type { Figure, PlotlyJson } from './figure.ts'
import { Html, html, scriptJson, scriptSource } from './html.ts'
import { STYLE } from './style.ts'

/** Nothing is ever fetched: neither scripts nor fonts nor data. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"

/** The whole page: content first, then the drawing library, the figures and the script that draws them. */
export function pageText(title: string, body: Html, figures: readonly Figure[], plotly: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
${new Html(STYLE)}</style>
</head>
<body>
<main>
${body}</main>
<noscript><p class="fine">The plots need JavaScript; all figures and tables are readable without it.</p></noscript>
<script>${scriptSource(plotly)}</script>
<script type="application/json" id="figures">${scriptJson(Object.fromEntries(figures.map(drawing)))}</script>
<script>
${new Html(CLIENT_SCRIPT)}</script>
</body>
</html>
`.text
}

/** What the page's script needs of a figure. */
function drawing({ id, traces, choices, layout }: Figure): [string, PlotlyJson] {
  return [id, { choices: choices === undefined ? [traces] : choices.map((choice) => choice.traces), layout }]
}
