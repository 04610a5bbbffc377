import type { Instrument, MarginBracket } from './instrument.ts'

/** What the data themselves say about an instrument. */
export interface ObservedSteps {
  /** Most decimals of any price. */
  readonly priceDecimals: number
  /** Most decimals of any volume. */
  readonly volumeDecimals: number
  readonly fundingIntervalHours?: Instrument['fundingIntervalHours']
}

/**
 * Metadata of an instrument that nothing else is known of. Prices and volumes show tick and lot: the smallest
 * decimal place that ever occurred. Fees are the regular tier of Binance USD-M (2 bps maker, 5 bps taker).
 */
export function defaultInstrument(id: string, observed: ObservedSteps): Instrument {
  const { base, quote } = splitSymbol(id)
  return {
    id,
    symbol: `${base}/${quote}:${quote}`,
    base,
    quote,
    tickSize: stepOf(observed.priceDecimals),
    lotStep: stepOf(observed.volumeDecimals),
    minNotional: 5,
    contractSize: 1,
    makerFeeBps: 2,
    takerFeeBps: 5,
    liquidationFeeRate: 0.0125,
    fundingIntervalHours: observed.fundingIntervalHours ?? 8,
    brackets: BRACKETS[base] ?? GENERIC_BRACKETS,
  }
}

/** Quote assets that can end an id, longer before shorter. */
export const QUOTE_ASSETS = ['USDT', 'USDC', 'FDUSD', 'BUSD', 'TUSD', 'USD'] as const

/** `BTCUSDT` → BTC and USDT. An id without a known quote asset is its own base, quoted in USDT. */
export function splitSymbol(id: string): { base: string; quote: string } {
  const quote = QUOTE_ASSETS.find((asset) => id.endsWith(asset) && id.length > asset.length)
  return quote ? { base: id.slice(0, -quote.length), quote } : { base: id, quote: 'USDT' }
}

/** 10^−decimals, as the double nearest to it. */
function stepOf(decimals: number): number {
  return Number(`1e-${decimals}`)
}

/** [notional cap, maintenance rate, maximum leverage] of each bracket, ascending. */
type BracketRow = readonly [cap: number, rate: number, leverage: number]

/**
 * Contiguous brackets from 0 with continuous maintenance:
 *
 *   amount_k = amount_{k−1} + floor_k · (rate_k − rate_{k−1})
 */
export function bracketsOf(rows: readonly BracketRow[]): MarginBracket[] {
  const brackets: MarginBracket[] = []
  for (const [notionalCap, maintenanceRate, maxLeverage] of rows) {
    const below = brackets.at(-1)
    const notionalFloor = below?.notionalCap ?? 0
    const step = maintenanceRate - (below?.maintenanceRate ?? maintenanceRate)
    const maintenanceAmount = withoutDust((below?.maintenanceAmount ?? 0) + notionalFloor * step)
    brackets.push({ notionalFloor, notionalCap, maintenanceRate, maintenanceAmount, maxLeverage })
  }
  return brackets
}

/** Amounts are decimal numbers: the last bits of the multiplication say nothing. */
function withoutDust(amount: number): number {
  return Math.round(amount * 1e6) / 1e6
}

/** For an instrument of no known size: cautious beside a real schedule of a large coin. */
const GENERIC_BRACKETS = bracketsOf([
  [25_000, 0.01, 50],
  [50_000, 0.015, 40],
  [100_000, 0.02, 25],
  [250_000, 0.025, 20],
  [1_000_000, 0.05, 10],
  [2_000_000, 0.1, 5],
  [2_500_000, 0.125, 4],
  [5_000_000, 0.25, 2],
  [10_000_000, 0.5, 1],
])

/** The shape of Binance's schedules of the two deepest books, as published in 2024. They change over time. */
const BRACKETS: Readonly<Record<string, readonly MarginBracket[]>> = {
  BTC: bracketsOf([
    [50_000, 0.004, 125],
    [600_000, 0.005, 100],
    [3_000_000, 0.0065, 75],
    [12_000_000, 0.01, 50],
    [70_000_000, 0.02, 25],
    [100_000_000, 0.025, 20],
    [230_000_000, 0.05, 10],
    [480_000_000, 0.1, 5],
    [600_000_000, 0.125, 4],
    [800_000_000, 0.15, 3],
    [1_200_000_000, 0.25, 2],
    [1_800_000_000, 0.5, 1],
  ]),
  ETH: bracketsOf([
    [50_000, 0.004, 125],
    [600_000, 0.005, 100],
    [3_000_000, 0.0065, 75],
    [12_000_000, 0.01, 50],
    [50_000_000, 0.02, 25],
    [65_000_000, 0.025, 20],
    [150_000_000, 0.05, 10],
    [320_000_000, 0.1, 5],
    [400_000_000, 0.125, 4],
    [530_000_000, 0.15, 3],
    [800_000_000, 0.25, 2],
    [1_200_000_000, 0.5, 1],
  ]),
}
