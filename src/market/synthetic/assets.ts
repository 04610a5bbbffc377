/** Character of one synthetic instrument. Prices are fictitious: only their order of magnitude is borrowed. */
export interface SyntheticAsset {
  readonly id: string
  /** Price at the start, quote units. */
  readonly startPrice: number
  readonly priceDecimals: number
  readonly volumeDecimals: number
  /** Return per unit of the market factor's return. */
  readonly beta: number
  /** Deviation of its own hourly return, a share. */
  readonly ownVolatility: number
  /** Mean quote volume per hour. */
  readonly hourlyQuoteVolume: number
  readonly hasMark: boolean
}

type Row = readonly [
  id: string,
  startPrice: number,
  priceDecimals: number,
  volumeDecimals: number,
  beta: number,
  ownVolatility: number,
  hourlyQuoteVolume: number,
  hasMark: boolean,
]

const MAJORS: readonly Row[] = [
  ['BTCUSDT', 17_500, 1, 3, 1, 0.0012, 420e6, true],
  ['ETHUSDT', 1_280, 2, 3, 1.1, 0.0022, 260e6, true],
  ['SOLUSDT', 14, 3, 1, 1.35, 0.0055, 70e6, false],
  ['BNBUSDT', 255, 2, 2, 0.85, 0.003, 45e6, false],
  ['XRPUSDT', 0.36, 4, 1, 0.95, 0.0045, 55e6, false],
  ['ADAUSDT', 0.27, 4, 0, 1.1, 0.004, 25e6, false],
  ['DOGEUSDT', 0.075, 5, 0, 1.2, 0.005, 40e6, false],
  ['LINKUSDT', 6.2, 3, 2, 1.15, 0.0045, 22e6, false],
]

/** The first `count` synthetic assets: the majors, then invented ones (`SYN09USDT` …) that differ by number. */
export function syntheticAssets(count: number): SyntheticAsset[] {
  return Array.from({ length: count }, (_, index) => {
    const row = MAJORS[index] ?? invented(index + 1)
    const [id, startPrice, priceDecimals, volumeDecimals, beta, ownVolatility, hourlyQuoteVolume, hasMark] =
      row
    return { id, startPrice, priceDecimals, volumeDecimals, beta, ownVolatility, hourlyQuoteVolume, hasMark }
  })
}

function invented(number: number): Row {
  const priceDecimals = 2 + (number % 4)
  const startPrice = (1 + (number % 7)) * [40, 4, 0.4, 0.04][number % 4]!
  const spread = (number % 5) / 10
  return [
    `SYN${String(number).padStart(2, '0')}USDT`,
    startPrice,
    priceDecimals,
    priceDecimals > 3 ? 0 : 2,
    0.8 + spread,
    0.003 + spread / 100,
    (3 + (number % 11)) * 1e6,
    false,
  ]
}
