import type { ReportContext } from '../context.ts'
import { type Html, html } from '../html.ts'

/** Everything that fixes the figures above: the same run hash gives the same bytes. */
export function reproducibilityFooter({ result }: ReportContext): Html {
  const { dataset } = result
  const facts: [name: string, value: string][] = [
    ['Run hash', result.runHash],
    ['Dataset', `${dataset.name}${dataset.isSynthetic ? ' (synthetic)' : ''}`],
    ['Dataset hash', dataset.hash],
    ['Finer bars', dataset.finerTimeframe ?? 'none'],
    ['Engine version', result.engineVersion],
    ['Seed', String(result.seed)],
  ]
  return html`<footer>
<h2>Reproducibility</h2>
<dl class="facts">
${facts.map(
  ([name, value]) => html`<div><dt>${name}</dt><dd><code>${value}</code></dd></div>
`,
)}</dl>
<p class="fine">The run hash covers dataset, code, configuration, seed and engine version: the same hash, the same figures. Beside this file: metrics.json, run.json, and equity, trades, fills, funding, refusals and changes of the governor as CSV and Arrow. A backtest is no promise of future results.</p>
</footer>
`
}
