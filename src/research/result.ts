import type { Records } from '../columns/packed-log.ts'
import type { PriceColumns } from '../columns/series.ts'
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
    /** Of the finer bars that were at hand. */
    readonly finerTimeframe?: Timeframe
  }
  readonly strategy: { readonly name: string; readonly params: Readonly<Record<string, number>> }
  /** Name of what the configuration started from. */
  readonly profile?: string
  /** The effective configuration, JSON-safe. */
  readonly config: Readonly<Record<string, unknown>>
  /** Sorted by id; records refer to them by index. */
  readonly instruments: readonly Instrument[]
  /** By instrument: the prices that its positions were valued with at the end of each of its bars. */
  readonly marks: readonly PriceColumns[]
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
    /**
     * Entries that were wished. Each was refused by someone, or became an order, or (adding to a position that is
     * held) was too small to trade and changed nothing.
     */
    readonly proposals: number
    /** Orders that were sent to open a position or to add to one. */
    readonly entryOrders: number
    /** Positions that were found without their stop and got it. */
    readonly repairs: number
    /** Settlements with an unknown rate while a position was held (they paid nothing). */
    readonly unknownFunding: number
    /** Exits whose order inside the bar is unknown (see `WalkCounts`). */
    readonly ambiguousExits: number
    /** Exits that would be ambiguous but for the finer bars. */
    readonly settledExits: number
    /** Bars that were walked along their finer bars. */
    readonly finerWalks: number
    /** Fills in bars in which nothing was traded. */
    readonly fillsWithoutVolume: number
  }
  /** Things the reader must know, in words. */
  readonly notes: readonly string[]
}
