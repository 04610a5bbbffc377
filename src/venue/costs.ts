import { type Grid, roundAgainst } from '../market/grid.ts'
import type { Instrument } from '../market/instrument.ts'
import type { Side } from '../market/records.ts'

/** Fee of a fill, quote units. @param notional quote units, ≥ 0 */
export function feeOf(notional: number, isMaker: boolean, instrument: Instrument): number {
  return (notional * (isMaker ? instrument.makerFeeBps : instrument.takerFeeBps)) / 10_000
}

/**
 * Funding owed by a position at one settlement; positive means the position pays.
 *
 *   payment = units · mark · rate
 *
 * @param units signed, long > 0
 * @param mark  quote per base unit
 * @param rate  per interval, not annualised; positive: longs pay
 */
export function fundingPayment(units: number, mark: number, rate: number): number {
  return units * mark * rate
}

/** How far from its reference price a market order fills. */
export type SlippageModel =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly bps: number }
  /** bps + impactBps · (order's units ÷ volume of the bar before), the share capped at 1. */
  | { readonly kind: 'volumeShare'; readonly bps: number; readonly impactBps: number }
  /** bps + share · ATR ÷ price, both known before the fill. */
  | { readonly kind: 'atrShare'; readonly bps: number; readonly share: number }

/** What is known of the market before a fill. */
export interface SlippageContext {
  volumeBefore: number
  atrBefore: number
}

/** No model moves a fill farther than this, 10 % of the price. */
const MAX_SLIPPAGE_BPS = 1000

/** Slippage in basis points of the reference price, at most `MAX_SLIPPAGE_BPS`. While volume or ATR are unknown only the fixed part applies. */
export function slippageBps(
  model: SlippageModel,
  units: number,
  reference: number,
  context: SlippageContext,
): number {
  return Math.min(MAX_SLIPPAGE_BPS, modelledBps(model, units, reference, context))
}

function modelledBps(
  model: SlippageModel,
  units: number,
  reference: number,
  context: SlippageContext,
): number {
  switch (model.kind) {
    case 'none':
      return 0
    case 'fixed':
      return model.bps
    case 'volumeShare': {
      if (Number.isNaN(context.volumeBefore)) return model.bps
      const share = context.volumeBefore > 0 ? Math.min(1, units / context.volumeBefore) : 1
      return model.bps + model.impactBps * share
    }
    case 'atrShare':
      return Number.isNaN(context.atrBefore)
        ? model.bps
        : model.bps + (1e4 * model.share * context.atrBefore) / reference
  }
}

/** Fill price of a market order: reference · (1 ± slippage), rounded to the tick against us. */
export function marketFillPrice(grid: Grid, side: Side, reference: number, bps: number): number {
  return roundAgainst(grid, side, reference * (1 + (side * bps) / 10_000))
}
