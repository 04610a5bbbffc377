import type { Decision } from '../market/decision.ts'

interface DecisionOptions {
  /** Share of the allotment to hold and follow, > 0. */
  readonly exposure?: number
  readonly reason?: string
}

const BUY: Decision = Object.freeze({ action: 'buy', confidence: 1 })
const SELL: Decision = Object.freeze({ action: 'sell', confidence: 1 })
const CLOSE: Decision = Object.freeze({ action: 'close', confidence: 1 })
const CLOSE_LONG: Decision = Object.freeze({ action: 'closeLong', confidence: 1 })
const CLOSE_SHORT: Decision = Object.freeze({ action: 'closeShort', confidence: 1 })
const HOLD_AS_IS: Decision = Object.freeze({ action: 'hold', confidence: 0 })

/** Be long. @param confidence 0 … 1 */
export function buy(confidence = 1, options?: DecisionOptions): Decision {
  return confidence === 1 && !options ? BUY : { action: 'buy', confidence, ...options }
}

/** Be short. @param confidence 0 … 1 */
export function sell(confidence = 1, options?: DecisionOptions): Decision {
  return confidence === 1 && !options ? SELL : { action: 'sell', confidence, ...options }
}

/** Leave everything as it is. */
export function hold(reason?: string): Decision {
  return reason === undefined ? HOLD_AS_IS : { action: 'hold', confidence: 0, reason }
}

/** Be flat. */
export function close(reason?: string): Decision {
  return reason === undefined ? CLOSE : { action: 'close', confidence: 1, reason }
}

/** Be flat if long; a short stays. */
export function closeLong(reason?: string): Decision {
  return reason === undefined ? CLOSE_LONG : { action: 'closeLong', confidence: 1, reason }
}

/** Be flat if short; a long stays. */
export function closeShort(reason?: string): Decision {
  return reason === undefined ? CLOSE_SHORT : { action: 'closeShort', confidence: 1, reason }
}
