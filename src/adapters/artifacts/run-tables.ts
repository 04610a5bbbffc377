import type { Fill, FundingPayment, Refusal, Trade } from '../../market/records.ts'
import type { BacktestResult } from '../../research/result.ts'
import type { GovernorChange } from '../../risk/governor.ts'
import { rMultiple } from '../../stats/r-multiple.ts'
import { REGIMES, regimeBucket } from '../../stats/regime-bucket.ts'
import { type ResultTable, tableOf } from './result-table.ts'

/** Everything of a run that is a table, one file each. */
export function runTables(result: BacktestResult): ResultTable[] {
  return [
    equityTable(result),
    tradesTable(result),
    fillsTable(result),
    fundingTable(result),
    refusalsTable(result),
    governorTable(result),
  ]
}

function equityTable({ times, equity }: BacktestResult): ResultTable {
  return {
    name: 'equity',
    rows: times.length,
    columns: [
      { name: 'time', kind: 'time', values: times },
      { name: 'equity', kind: 'number', values: equity },
    ],
  }
}

function tradesTable({ trades, instruments }: BacktestResult): ResultTable {
  return tableOf<Trade>('trades', trades, [
    ['instrument', 'text', (trade) => instruments[trade.instrument]!.id],
    ['side', 'text', (trade) => (trade.side > 0 ? 'long' : 'short')],
    ['openTime', 'time', (trade) => trade.openTime],
    ['closeTime', 'time', (trade) => trade.closeTime],
    ['entryPrice', 'number', (trade) => trade.entryPrice],
    ['exitPrice', 'number', (trade) => trade.exitPrice],
    ['quantity', 'number', (trade) => trade.quantity],
    ['grossProfit', 'number', (trade) => trade.grossProfit],
    ['fees', 'number', (trade) => trade.fees],
    ['funding', 'number', (trade) => trade.funding],
    ['profit', 'number', (trade) => trade.profit],
    ['exitReason', 'text', (trade) => trade.exitReason],
    ['fillCount', 'number', (trade) => trade.fillCount],
    ['confidence', 'number', (trade) => trade.confidence],
    ['proposedTime', 'time', (trade) => trade.proposedTime],
    ['partialTime', 'time', (trade) => trade.partialTime],
    ['trailingTime', 'time', (trade) => trade.trailingTime],
    ['mae', 'number', (trade) => trade.adverseExcursion],
    ['mfe', 'number', (trade) => trade.favourableExcursion],
    ['initialRisk', 'number', (trade) => trade.initialRisk],
    ['rMultiple', 'number', rMultiple],
    ['regime', 'text', (trade) => REGIMES[regimeBucket(trade.regime)]!],
    ['leverage', 'number', (trade) => trade.leverage],
    ['isAmbiguous', 'text', (trade) => String(trade.isAmbiguous)],
  ])
}

function fillsTable({ fills, instruments }: BacktestResult): ResultTable {
  return tableOf<Fill>('fills', fills, [
    ['sequence', 'number', (fill) => fill.sequence],
    ['time', 'time', (fill) => fill.time],
    ['instrument', 'text', (fill) => instruments[fill.instrument]!.id],
    ['side', 'text', (fill) => (fill.side > 0 ? 'buy' : 'sell')],
    ['lots', 'number', (fill) => fill.lots],
    ['price', 'number', (fill) => fill.price],
    ['reference', 'number', (fill) => fill.reference],
    ['fee', 'number', (fill) => fill.fee],
    ['liquidity', 'text', (fill) => (fill.isMaker ? 'maker' : 'taker')],
    ['reason', 'text', (fill) => fill.reason],
    ['isAmbiguous', 'text', (fill) => String(fill.isAmbiguous)],
  ])
}

function fundingTable({ fundingPayments, instruments }: BacktestResult): ResultTable {
  return tableOf<FundingPayment>('funding', fundingPayments, [
    ['time', 'time', (settlement) => settlement.time],
    ['instrument', 'text', (settlement) => instruments[settlement.instrument]!.id],
    ['payment', 'number', (settlement) => settlement.payment],
  ])
}

function refusalsTable({ refusals, instruments }: BacktestResult): ResultTable {
  return tableOf<Refusal>('refusals', refusals, [
    ['time', 'time', (refusal) => refusal.time],
    ['instrument', 'text', (refusal) => instruments[refusal.instrument]!.id],
    ['side', 'text', (refusal) => (refusal.side > 0 ? 'buy' : 'sell')],
    ['layer', 'text', (refusal) => refusal.layer],
    ['limit', 'text', (refusal) => refusal.limit],
    ['value', 'number', (refusal) => refusal.value],
    ['bound', 'number', (refusal) => refusal.bound],
    ['repeats', 'number', (refusal) => refusal.repeats],
  ])
}

function governorTable({ governorChanges }: BacktestResult): ResultTable {
  return tableOf<GovernorChange>('governor', governorChanges, [
    ['time', 'time', (change) => change.time],
    ['mode', 'text', (change) => change.mode],
    ['cause', 'text', (change) => change.cause],
    ['isOn', 'text', (change) => String(change.isOn)],
    ['value', 'number', (change) => change.value],
    ['bound', 'number', (change) => change.bound],
  ])
}
