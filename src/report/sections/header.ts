import { formatDay } from '../../core/time.ts'
import type { ReportContext } from '../context.ts'
import { plural } from '../format.ts'
import { type Html, html } from '../html.ts'

/** What ran on what, and whether the data is real. */
export function headerSection({ result, metrics }: ReportContext): Html {
  const { dataset, strategy, instruments, runHash, profile } = result
  const ids = instruments.map((instrument) => instrument.id)
  const names = ids.length <= 8 ? ids.join(', ') : `${ids.slice(0, 6).join(', ')} and ${ids.length - 6} more`
  return html`<header>
<p class="kicker">Backtest report${dataset.isSynthetic ? html` <strong class="badge">Synthetic data</strong>` : undefined}</p>
<h1>${strategy.name} <span>on ${dataset.name}</span></h1>
<p class="lead">${formatDay(metrics.startTime)} to ${formatDay(metrics.endTime - 1)} · bars of ${dataset.timeframe} · ${plural(instruments.length, 'instrument')}: ${names}</p>
<p class="fine">${profile === undefined ? undefined : html`Profile ${profile} · `}Run <code>${runHash.slice(0, 16)}</code></p>
</header>
`
}
