/**
 * What a strategy wants of one instrument, seen from the end of a bar.
 *
 *   buy / sell              be long / short (an opposite position is closed first)
 *   close                   be flat
 *   closeLong / closeShort  be flat if long / short, else nothing
 *   hold                    leave everything as it is
 */
export type Action = 'hold' | 'buy' | 'sell' | 'close' | 'closeLong' | 'closeShort'

export interface Votes {
  readonly inFavour: number
  /** Abstentions are no voters. */
  readonly voters: number
}

export interface Decision {
  readonly action: Action
  /** 0 … 1 */
  readonly confidence: number
  /**
   * Share of the position's allotment to hold, > 0. Given, the position follows it (adds and reduces);
   * absent, the position is opened once with the whole allotment and left alone.
   */
  readonly exposure?: number
  /** Of how many voters how many are for it; absent where nobody voted. */
  readonly votes?: Votes
  /** What the trade is expected to gain before costs, basis points of its notional; absent = not said. */
  readonly edgeBps?: number
  readonly reason?: string
}

export const HOLD: Decision = Object.freeze({ action: 'hold', confidence: 0 })
