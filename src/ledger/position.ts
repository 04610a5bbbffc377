import { type Grid, unitsOf } from '../market/grid.ts'

/** One instrument's position. Lots are integers, so a closed position is exactly 0. */
export class Position {
  /** Signed, long > 0. */
  lots = 0
  /** Signed base units: lots on the instrument's grid. */
  units = 0
  /** Quantity-weighted average, quote per base unit; 0 when flat. */
  entryPrice = 0
  /** Last known mark price; what the position is valued at. */
  mark = 0
  /** What its initial margin is a share by: that of the fill that opened or last added to it. */
  leverage = 1
  /** Isolated margin put up and what funding left of it, quote units; 0 in cross mode. */
  margin = 0

  get unrealised(): number {
    return this.units * (this.mark - this.entryPrice)
  }

  get notional(): number {
    return Math.abs(this.units) * this.mark
  }

  get initialMargin(): number {
    return this.notional / this.leverage
  }
}

/**
 * Moves a position by a fill and returns the profit it realises.
 *
 *   opening or adding: entry + (price − entry) · Δ / (units + Δ), the quantity-weighted average; exact from flat
 *   reducing:          realised = closed units · (price − entry), the entry stays
 *
 * A fill never turns a position round: a reversal is a closing and an opening fill.
 */
export function movePosition(position: Position, grid: Grid, lotsDelta: number, price: number): number {
  const isReducing = position.lots * lotsDelta < 0
  const lots = position.lots + lotsDelta
  const units = unitsOf(grid, lots)
  let realised = 0
  if (isReducing) {
    realised = unitsOf(grid, -lotsDelta) * (price - position.entryPrice)
    if (lots === 0) position.entryPrice = 0
  } else {
    position.entryPrice += (price - position.entryPrice) * (unitsOf(grid, lotsDelta) / units)
  }
  position.lots = lots
  position.units = units
  return realised
}
