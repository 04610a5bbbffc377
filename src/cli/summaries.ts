import { formatDay } from '../core/time.ts'
import type { Metrics } from '../research/metrics.ts'
import type { BacktestResult } from '../research/result.ts'

/** What a backtest prints: a dozen figures and where the rest is. */
export function backtestSummary(
  result: BacktestResult,
  metrics: Metrics,
  profile: string,
  report: string | undefined,
): string {
  const { dataset, strategy, instruments } = result
  const quote = instruments[0]!.quote
  const params = Object.entries(strategy.params).map(([name, value]) => `${name}=${value}`)
  const synthetic = metrics.isSynthetic ? '   (synthetic data)' : ''
  const lines = [
    `${[strategy.name, ...params].join(' ')}, profile ${profile}, on ${dataset.name}${synthetic}`,
    `${instruments.length} instrument${instruments.length === 1 ? '' : 's'}, ${dataset.timeframe}, ${formatDay(metrics.startTime)} to ${formatDay(metrics.endTime - 1)}, ${metrics.bars.toLocaleString('en-US')} bars`,
    '',
    row('Return', percent(metrics.totalReturn), 'Trades', String(metrics.trades)),
    row('CAGR', percent(metrics.cagr), 'Win rate', percent(metrics.winRate)),
    row('Sharpe', decimal(metrics.sharpe), 'Profit factor', decimal(metrics.profitFactor)),
    row('Sortino', decimal(metrics.sortino), 'Expectancy', amount(metrics.expectancy, quote)),
    row('Volatility', percent(metrics.volatility), 'Exposure', percent(metrics.exposure)),
    row('Max drawdown', percent(metrics.maxDrawdown), 'Fees', amount(metrics.fees, quote)),
    row('Max leverage', times(metrics.maxLeverage), 'Slippage', amount(metrics.slippage, quote)),
    row('Average R', decimal(metrics.averageR), 'Funding', amount(metrics.funding, quote)),
    row('Final equity', amount(metrics.finalEquity, quote), 'Refused', refusedText(metrics)),
    '',
    `run ${result.runHash.slice(0, 16)}`,
    ...result.notes.map((note) => `note: ${note}`),
    ...(report === undefined ? [] : [`report: ${report}`]),
  ]
  return lines.join('\n')
}

function row(left: string, leftValue: string, right: string, rightValue: string): string {
  return `  ${left.padEnd(14)}${leftValue.padStart(16)}    ${right.padEnd(14)}${rightValue.padStart(16)}`
}

/** Entries that never became orders, of all that were wished. */
function refusedText({ refusals, refusedBy, proposals }: Metrics): string {
  return `${refusals - refusedBy.venue} of ${proposals}`
}

const times = (value: number | null) => (value === null ? '–' : `${value.toFixed(2)} ×`)
const percent = (value: number | null) => (value === null ? '–' : `${(100 * value).toFixed(2)} %`)
const decimal = (value: number | null) => (value === null ? '–' : value.toFixed(2))
const amount = (value: number | null, quote: string) =>
  value === null ? '–' : `${value.toFixed(2)} ${quote}`
