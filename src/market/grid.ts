import type { Instrument } from './instrument.ts'

/**
 * The venue's grid of prices and quantities: integer ticks and integer lots.
 * Steps of 1/n are multiplied by their exact inverse, so that 165409 ticks of 0.1 are 16540.9 to the last bit.
 */
export interface Grid {
  readonly ticksPerUnit: number
  readonly lotsPerUnit: number
}

/** A price within a millionth of a tick is on that tick: absorbs the last bits of a multiplication. */
const NEAR = 1e-6

export function gridOf(instrument: Instrument): Grid {
  return { ticksPerUnit: inverse(instrument.tickSize), lotsPerUnit: inverse(instrument.lotStep) }
}

function inverse(step: number): number {
  const exact = 1 / step
  return Math.abs(exact - Math.round(exact)) < 1e-6 ? Math.round(exact) : exact
}

/** The price on the tick at or above `price` for a buy, at or below it for a sell: against us. */
export function roundAgainst(grid: Grid, side: 1 | -1, price: number): number {
  const ticks = price * grid.ticksPerUnit
  return (side > 0 ? Math.ceil(ticks - NEAR) : Math.floor(ticks + NEAR)) / grid.ticksPerUnit
}

/** The price on the tick that is not worse than `price` for a passive order: below for a buy, above for a sell. */
export function roundPassive(grid: Grid, side: 1 | -1, price: number): number {
  return roundAgainst(grid, side > 0 ? -1 : 1, price)
}

/** A level computed in binary, put back on the tick that it means: 2698 · (1 − 0.015) is 2657.53. */
export function withoutNoise(grid: Grid, price: number): number {
  const ticks = Math.round(price * grid.ticksPerUnit)
  return Math.abs(price * grid.ticksPerUnit - ticks) < NEAR ? ticks / grid.ticksPerUnit : price
}

/** Base units of a number of lots (signed). */
export function unitsOf(grid: Grid, lots: number): number {
  return lots / grid.lotsPerUnit
}

/** Whole lots in a quantity of base units ≥ 0, rounded down. */
export function lotsWithin(grid: Grid, units: number): number {
  return Math.floor(units * grid.lotsPerUnit + NEAR)
}
