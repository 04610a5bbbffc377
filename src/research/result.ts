import type { Records } from '../columns/packed-log.ts'
import type { Timeframe } from '../core/time.ts'
import type { Instrument } from '../market/instrument.ts'
import type { Fill, FundingPayment, OpenPosition, Refusal, Trade } from '../market/records.ts'
import type { GovernorChange } from '../risk/governor.ts'

/** Everything a backtest leaves behind: input to metrics, report and files. */
export interface BacktestResult {
  /** hash(dataset, code, configuration, seed, engine version). */
  readonly runHash: string
  readonly engineVersion: string
  readonly seed: number
  readonly dataset: {
    readonly name: string
    readonly hash: string
    readonly isSynthetic: boolean
    readonly timeframe: Timeframe
  }
  readonly strategy: { readonly name: string; readonly params: Readonly<Record<string, number>> }
  /** The effective configuration, JSON-safe. */
  readonly config: Readonly<Record<string, unknown>>
  /** Sorted by id; records refer to them by index. */
  readonly instruments: readonly Instrument[]
  readonly initialEquity: number
  /** End of each bar (epoch ms), ascending: when `equity` was valued. */
  readonly times: Float64Array
  /** Account equity at those times. */
  readonly equity: Float64Array
  readonly fills: Records<Fill>
  readonly fundingPayments: readonly FundingPayment[]
  /** Closed trades, by close time. */
  readonly trades: Records<Trade>
  readonly openPositions: readonly OpenPosition[]
  readonly refusals: readonly Refusal[]
  /** When the safety governor stepped in and let go again. */
  readonly governorChanges: readonly GovernorChange[]
  /** At the end: equity = initialEquity + realised + unrealised − fees − funding. */
  readonly account: {
    readonly realised: number
    readonly unrealised: number
    readonly fees: number
    readonly funding: number
  }
  readonly counts: {
    /** Entries that were wished: each was refused by someone or became an order. */
    readonly proposals: number
    /** Positions that were found without their stop and got it. */
    readonly repairs: number
    /** Settlements with an unknown rate while a position was held (they paid nothing). */
    readonly unknownFunding: number
    /** Exits whose order inside the bar is unknown (stop and target both inside). */
    readonly ambiguousExits: number
    /** Fills in bars in which nothing was traded. */
    readonly fillsWithoutVolume: number
  }
  /** Things the reader must know, in words. */
  readonly notes: readonly string[]
}
