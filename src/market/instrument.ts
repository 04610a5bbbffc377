/** One step of the maintenance-margin schedule; notional in quote units at mark price. */
export interface MarginBracket {
  readonly notionalFloor: number
  readonly notionalCap: number
  readonly maintenanceRate: number
  /** Subtracted from notional × rate, so that maintenance is continuous across brackets. */
  readonly maintenanceAmount: number
  readonly maxLeverage: number
}

/** A perpetual future (or a spot pair, which has no funding). */
export interface Instrument {
  /** Exchange id, `BTCUSDT`. */
  readonly id: string
  /** ccxt symbol, `BTC/USDT:USDT`. */
  readonly symbol: string
  readonly base: string
  readonly quote: string
  /** Smallest price difference, quote units. */
  readonly tickSize: number
  /** Smallest quantity difference, base units. */
  readonly lotStep: number
  /** Least notional of an opening order, quote units. */
  readonly minNotional: number
  /** Base units per contract. */
  readonly contractSize: number
  readonly makerFeeBps: number
  readonly takerFeeBps: number
  /** Share of the notional that a liquidation costs. */
  readonly liquidationFeeRate: number
  readonly fundingIntervalHours: 1 | 2 | 4 | 8
  /** Ascending, contiguous from 0. */
  readonly brackets: readonly MarginBracket[]
}
