import { type MonthlyReturn, monthlyReturns } from '../../stats/monthly-returns.ts'
import type { ReportContext } from '../context.ts'
import { decimal, NONE, signed } from '../format.ts'
import { type Html, html } from '../html.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Returns by month and year, in percent, on a coloured ground. */
export function monthlyReturnsTable({ profile }: ReportContext): Html {
  const months = monthlyReturns(profile.dayEnds, profile.dailyEquity, profile.initial)
  const largest = Math.max(...months.map((month) => Math.abs(month.value)), 1e-9)
  const years = [...new Set(months.map((month) => month.year))]
  return html`<div class="scroll" role="region" aria-label="Monthly returns" tabindex="0"><table class="heat">
<caption>Monthly returns, percent</caption>
<thead><tr><th scope="col" class="text">Year</th>${MONTHS.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col">Year</th></tr></thead>
<tbody>
${years.map((year) =>
  yearRow(
    year,
    months.filter((month) => month.year === year),
    largest,
  ),
)}</tbody></table></div>
`
}

function yearRow(year: number, months: readonly MonthlyReturn[], largest: number): Html {
  const cells = MONTHS.map((_, index) => {
    const month = months.find((each) => each.month === index + 1)
    return month ? heatCell(month.value, largest) : html`<td class="none">${NONE}</td>`
  })
  const yearReturn = months.reduce((growth, month) => growth * (1 + month.value), 1) - 1
  return html`<tr><th scope="row" class="text">${year}</th>${cells}<td class="sum">${inPercent(yearReturn)}</td></tr>
`
}

function heatCell(value: number, largest: number): Html {
  const tone = value < 0 ? 'loss' : 'gain'
  const strength = Math.round((Math.abs(value) / largest) * 45)
  return html`<td style="background:color-mix(in srgb,var(--${tone}) ${strength}%,transparent)">${inPercent(value)}</td>`
}

function inPercent(value: number): string {
  return signed(decimal(value * 100, Math.abs(value) >= 10 ? 0 : 1))
}
