import { DAY_MS, HOUR_MS } from '../../core/time.ts'
import { REFUSERS } from '../../market/records.ts'
import type { Metrics } from '../../research/metrics.ts'
import type { ReportContext } from '../context.ts'
import { decimal, duration, moment, percent, signed } from '../format.ts'
import { type Html, html } from '../html.ts'

type FigureLine = readonly [name: string, value: string]

/** Every metric of the run by name, in groups. */
export function allFigures({ metrics, currency }: ReportContext): Html {
  return html`<div class="figures">
${list('Return and risk', riskLines(metrics))}${list('Trades', tradeLines(metrics))}${list(
  'Activity',
  activityLines(metrics),
)}${list('Costs', costLines(metrics))}${list('Decisions', decisionLines(metrics))}</div>
<p class="fine">Amounts in ${currency}. Sharpe, Sortino and volatility from daily (UTC) returns of the equity, × √365, risk-free rate 0; drawdown on bar closes; CAGR in years of 365.25 days. A dash is a figure that is not defined for this run.</p>
`
}

function list(title: string, lines: readonly FigureLine[]): Html {
  return html`<section><h3>${title}</h3><dl>
${lines.map(
  ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>
`,
)}</dl></section>
`
}

function riskLines(metrics: Metrics): FigureLine[] {
  const needed = metrics.minTrackRecordDays
  return [
    ['Initial equity', decimal(metrics.initialEquity)],
    ['Final equity', decimal(metrics.finalEquity)],
    ['Total return', signed(percent(metrics.totalReturn))],
    ['CAGR', signed(percent(metrics.cagr))],
    ['Volatility', percent(metrics.volatility)],
    ['Sharpe', decimal(metrics.sharpe)],
    ['Sortino', decimal(metrics.sortino)],
    ['Calmar', decimal(metrics.calmar)],
    ['Maximum drawdown', percent(metrics.maxDrawdown)],
    ['… its length', duration(metrics.maxDrawdownDays * DAY_MS)],
    ['… from', moment(metrics.maxDrawdownPeakTime)],
    ['… trough', moment(metrics.maxDrawdownTroughTime)],
    ['… recovered', moment(metrics.maxDrawdownRecoveryTime)],
    ['VaR 95 %, one day', percent(metrics.valueAtRisk95)],
    ['CVaR 95 %, one day', percent(metrics.conditionalValueAtRisk95)],
    ['Best day', signed(percent(metrics.bestDay))],
    ['Worst day', signed(percent(metrics.worstDay))],
    ['Skewness', decimal(metrics.skewness)],
    ['Kurtosis (normal 3)', decimal(metrics.kurtosis)],
    ['P(true Sharpe > 0)', percent(metrics.probabilisticSharpe, 1)],
    ['Record needed for 95 %', needed === null ? duration(Number.NaN) : duration(needed * DAY_MS)],
  ]
}

function tradeLines(metrics: Metrics): FigureLine[] {
  const held = metrics.averageHoldingHours
  return [
    ['Closed trades', decimal(metrics.trades, 0)],
    ['Won', decimal(metrics.wins, 0)],
    ['Lost', decimal(metrics.losses, 0)],
    ['Win rate', percent(metrics.winRate, 1)],
    ['Profit factor', decimal(metrics.profitFactor)],
    ['Average trade (expectancy)', signed(decimal(metrics.averageTrade))],
    ['… of its notional', signed(percent(metrics.averageTradeReturn, 3))],
    ['Average win', decimal(metrics.averageWin)],
    ['Average loss', decimal(metrics.averageLoss)],
    ['Average win ÷ average loss', decimal(metrics.payoffRatio)],
    ['Largest win', decimal(metrics.largestWin)],
    ['Largest loss', decimal(metrics.largestLoss)],
    ['Average holding time', held === null ? duration(Number.NaN) : duration(held * HOUR_MS)],
    ['Trades per day', decimal(metrics.tradesPerDay)],
    ['Average R (expectancy)', signed(decimal(metrics.averageR))],
    ['Average MAE', percent(metrics.averageAdverseExcursion)],
    ['… of wins', percent(metrics.winsAdverseExcursion)],
    ['Average MFE', percent(metrics.averageFavourableExcursion)],
    ['… of losses', percent(metrics.lossesFavourableExcursion)],
    ['Reached the target', percent(metrics.partialShare, 1)],
    ['Stop trailed', percent(metrics.trailingShare, 1)],
  ]
}

function activityLines(metrics: Metrics): FigureLine[] {
  return [
    ['Bars', decimal(metrics.bars, 0)],
    ['Days', decimal(metrics.days, 0)],
    ['Bars with a position', percent(metrics.exposure, 1)],
    ['Traded notional', decimal(metrics.tradedNotional)],
    ['Turnover per year', times(metrics.turnover, 1)],
    ['Average leverage while held', times(metrics.averageLeverage)],
    ['Maximum leverage', times(metrics.maxLeverage)],
    ['Fills', decimal(metrics.fills, 0)],
    ['Open positions', decimal(metrics.openPositions, 0)],
    ['Settlements of unknown rate', decimal(metrics.unknownFunding, 0)],
    ['Ambiguous exits', decimal(metrics.ambiguousExits, 0)],
    ['Exits settled by finer bars', decimal(metrics.settledExits, 0)],
    ['Trades with an ambiguous exit', decimal(metrics.ambiguousTrades, 0)],
    ['… their profit', signed(decimal(metrics.ambiguousProfit))],
    ['Fills without volume', decimal(metrics.fillsWithoutVolume, 0)],
  ]
}

function costLines({ costs }: Metrics): FigureLine[] {
  return [
    ['Gross profit of prices', signed(decimal(costs.gross))],
    ['Slippage', decimal(costs.slippage)],
    ['Fees', decimal(costs.fees)],
    ['… of entries', decimal(costs.entryFees)],
    ['… of exits', decimal(costs.exitFees)],
    ['… of liquidations', decimal(costs.liquidationFees)],
    ['… as maker', decimal(costs.makerFees)],
    ['… as taker', decimal(costs.takerFees)],
    ['Funding', decimal(costs.fundingPaid - costs.fundingReceived)],
    ['… paid', decimal(costs.fundingPaid)],
    ['… received', decimal(costs.fundingReceived)],
    ['All costs', decimal(costs.total)],
    ['… of gross profit', percent(costs.shareOfGross, 1)],
  ]
}

function decisionLines({ proposals, refusedBy, unchanged, entryOrders }: Metrics): FigureLine[] {
  const before = REFUSERS.filter((name) => name !== 'venue')
  return [
    ['Entries wished', decimal(proposals, 0)],
    ...before.map((name): FigureLine => [`… refused by ${name}`, decimal(refusedBy[name], 0)]),
    ['… too small to add', decimal(unchanged, 0)],
    ['… sent as orders', decimal(entryOrders, 0)],
    ['Orders refused by the venue', decimal(refusedBy.venue, 0)],
  ]
}

function times(value: number | null, digits = 2): string {
  return value === null ? decimal(null) : `${decimal(value, digits)}\u202f×`
}
