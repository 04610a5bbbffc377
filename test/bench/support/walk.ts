import type { BarColumns, FundingColumns } from '../../../src/columns/series.ts'
import { Random } from '../../../src/core/random.ts'
import { HOUR_MS, MINUTE_MS } from '../../../src/core/time.ts'
import type { Instrument } from '../../../src/market/instrument.ts'
import type { MarketData } from '../../../src/market/market-data.ts'

export const START = Date.UTC(2010, 0, 1)

/** Standard deviation of the change from one minute to the next: 0.06 %, as large coins have it. */
const DEVIATION = 6e-4

/** Pull back to the first price, so that twenty years of minutes do not end at nothing: ± 30 % in the long run. */
const PULL = 2e-6

/** One-minute bars of a random walk, opening where the bar before closed; prices on the tick. */
export function walkBars(rows: number, seed: number, price: number, ticksPerUnit: number): BarColumns {
  const random = new Random(seed, 'walk')
  const column = () => new Float64Array(rows)
  const bars = {
    times: column(),
    opens: column(),
    highs: column(),
    lows: column(),
    closes: column(),
    volumes: column(),
  }
  const { times, opens, highs, lows, closes, volumes } = bars
  let open = price
  for (let i = 0; i < rows; i++) {
    // The sum of three uniforms is near enough to a normal: variance 3/12, doubled deviation 1.
    const step = 2 * (random.uniform() + random.uniform() + random.uniform() - 1.5)
    const change = DEVIATION * step - PULL * (open / price - 1)
    const wick = DEVIATION * open * random.uniform()
    const close = Math.round(open * (1 + change) * ticksPerUnit) / ticksPerUnit
    times[i] = START + i * MINUTE_MS
    opens[i] = open
    closes[i] = close
    highs[i] = Math.ceil((Math.max(open, close) + 0.5 * wick) * ticksPerUnit) / ticksPerUnit
    lows[i] = Math.floor((Math.min(open, close) - 0.5 * wick) * ticksPerUnit) / ticksPerUnit
    volumes[i] = 1 + Math.abs(step) * 10
    open = close
  }
  return bars
}

/** A rate every eight hours, mostly positive. */
export function walkFunding(rows: number, seed: number): FundingColumns {
  const random = new Random(seed, 'funding')
  const times = Float64Array.from(
    { length: Math.floor((rows * MINUTE_MS) / (8 * HOUR_MS)) },
    (_, k) => START + k * 8 * HOUR_MS,
  )
  return { times, rates: times.map(() => 1e-4 * (random.uniform() + random.uniform() - 0.5)) }
}

/** A perpetual future near 40 000 with the fees and brackets of a large coin. */
export function walkInstrument(steps: Pick<Instrument, 'tickSize' | 'lotStep'>): Instrument {
  return {
    id: 'WALKUSDT',
    symbol: 'WALK/USDT:USDT',
    base: 'WALK',
    quote: 'USDT',
    ...steps,
    minNotional: 5,
    contractSize: 1,
    makerFeeBps: 2,
    takerFeeBps: 5,
    liquidationFeeRate: 0.0125,
    fundingIntervalHours: 8,
    brackets: [
      {
        notionalFloor: 0,
        notionalCap: 50_000,
        maintenanceRate: 0.004,
        maintenanceAmount: 0,
        maxLeverage: 125,
      },
      {
        notionalFloor: 50_000,
        notionalCap: 1e12,
        maintenanceRate: 0.005,
        maintenanceAmount: 50,
        maxLeverage: 100,
      },
    ],
  }
}

export interface WalkOptions {
  readonly rows: number
  readonly seed: number
  readonly tickSize: number
  readonly lotStep: number
  readonly price?: number
  readonly hasFunding?: boolean
}

/** One instrument of one-minute bars, as a dataset. */
export function walkMarket(options: WalkOptions): MarketData {
  const { rows, seed, tickSize, lotStep, price = 40_000, hasFunding = false } = options
  return {
    name: 'walk',
    hash: `walk ${seed} ${rows}`,
    isSynthetic: true,
    timeframe: '1m',
    instruments: [
      {
        instrument: walkInstrument({ tickSize, lotStep }),
        bars: walkBars(rows, seed, price, Math.round(1 / tickSize)),
        ...(hasFunding ? { funding: walkFunding(rows, seed) } : {}),
      },
    ],
  }
}
