import { Random } from '../../src/core/random.ts'
import { HOUR_MS } from '../../src/core/time.ts'
import type { MarketData } from '../../src/market/market-data.ts'
import type {
  Fill,
  FundingPayment,
  OpenPosition,
  OrderReason,
  Refusal,
  Side,
  Trade,
} from '../../src/market/records.ts'
import type { BacktestResult } from '../../src/research/result.ts'

const EXITS: readonly OrderReason[] = [
  'signal',
  'signal',
  'reversal',
  'stop',
  'target',
  'trailing',
  'timeStop',
]

/** What one position went through; written by hand so that it owes nothing to the engine. */
interface Holding {
  side: Side
  lots: number
  price: number
  openTime: number
  until: number
  fees: number
  funding: number
  confidence: number
}

/**
 * A run of a coin-tossing strategy: in and out at random opens, fees 5 bps, funding 1 bp every 8 hours. Its books
 * add up: equity = initial + realised + unrealised − fees − funding at every bar.
 */
export function sampleResult(data: MarketData, { seed = 11, holdBars = 30 } = {}): BacktestResult {
  const random = new Random(seed, 'sample-result')
  const bars = data.instruments[0]!.bars.times.length
  const initialEquity = 10_000
  const equity = new Float64Array(bars)
  const times = data.instruments[0]!.bars.times.map((time) => time + HOUR_MS)
  const held: (Holding | undefined)[] = data.instruments.map(() => undefined)
  const fills: Fill[] = []
  const trades: Trade[] = []
  const fundingPayments: FundingPayment[] = []
  const account = { realised: 0, unrealised: 0, fees: 0, funding: 0 }

  const fill = (time: number, k: number, side: Side, lots: number, price: number, reason: OrderReason) => {
    const fee = lots * 0.001 * price * 5e-4
    fills.push({
      sequence: fills.length,
      time,
      instrument: k,
      side,
      lots,
      price,
      reference: price / (1 + side * 2e-4),
      fee,
      isMaker: false,
      reason,
      isAmbiguous: false,
    })
    account.fees += fee
    return fee
  }
  const open = (i: number, k: number): Holding => {
    const { times: opens, opens: prices } = data.instruments[k]!.bars
    const side: Side = random.uniform() < 0.55 ? 1 : -1
    const price = prices[i]! * (1 + side * 2e-4)
    const lots = Math.max(1, Math.round((initialEquity * 0.4) / data.instruments.length / price / 0.001))
    const fee = fill(opens[i]!, k, side, lots, price, 'entry')
    const until = i + 2 + random.integer(0, holdBars * 2)
    return {
      side,
      lots,
      price,
      openTime: opens[i]!,
      until,
      fees: fee,
      funding: 0,
      confidence: random.uniform(),
    }
  }
  const close = (i: number, k: number, holding: Holding) => {
    const { times: opens, opens: prices } = data.instruments[k]!.bars
    const exitReason = EXITS[random.integer(0, EXITS.length - 1)]!
    const exitPrice = prices[i]! * (1 - holding.side * 2e-4)
    const quantity = holding.lots * 0.001
    const grossProfit = holding.side * quantity * (exitPrice - holding.price)
    const side = -holding.side as Side
    const fees = holding.fees + fill(opens[i]!, k, side, holding.lots, exitPrice, exitReason)
    account.realised += grossProfit
    trades.push({
      instrument: k,
      side: holding.side,
      openTime: holding.openTime,
      closeTime: opens[i]!,
      entryPrice: holding.price,
      exitPrice,
      quantity,
      grossProfit,
      fees,
      funding: holding.funding,
      profit: grossProfit - fees - holding.funding,
      exitReason,
      fillCount: 2,
      isAmbiguous: k === 0 && trades.length % 40 === 0,
      confidence: holding.confidence,
      proposedTime: holding.openTime,
      partialTime: exitReason === 'trailing' ? holding.openTime + HOUR_MS : Number.NaN,
      trailingTime: exitReason === 'trailing' ? holding.openTime + 2 * HOUR_MS : Number.NaN,
      adverseExcursion: Math.max(0, (-holding.side * (exitPrice - holding.price)) / holding.price) + 0.003,
      favourableExcursion: Math.max(0, (holding.side * (exitPrice - holding.price)) / holding.price) + 0.004,
      initialRisk: 0.02 * quantity * holding.price,
      regime: (k % 3) - 1,
      leverage: 5,
    })
  }

  for (let i = 0; i < bars; i++) {
    for (let k = 0; k < held.length; k++) {
      const holding = held[k]
      if (holding && i % 8 === 0) {
        const payment = holding.side * holding.lots * 0.001 * data.instruments[k]!.bars.opens[i]! * 1e-4
        fundingPayments.push({ time: times[i]! - HOUR_MS, instrument: k, payment })
        holding.funding += payment
        account.funding += payment
      }
      if (holding && i >= holding.until) {
        close(i, k, holding)
        held[k] = undefined
      } else if (!holding && random.uniform() < 1.5 / holdBars) held[k] = open(i, k)
    }
    account.unrealised = 0
    held.forEach((holding, k) => {
      const mark = data.instruments[k]!.bars.closes[i]!
      if (holding) account.unrealised += holding.side * holding.lots * 0.001 * (mark - holding.price)
    })
    equity[i] = initialEquity + account.realised + account.unrealised - account.fees - account.funding
  }

  const openPositions = held.flatMap((holding, k): OpenPosition[] => {
    if (!holding) return []
    const markPrice = data.instruments[k]!.bars.closes[bars - 1]!
    const quantity = holding.lots * 0.001
    const unrealised = holding.side * quantity * (markPrice - holding.price)
    const { side, price: entryPrice, openTime, fees, funding } = holding
    return [
      {
        instrument: k,
        side,
        quantity,
        entryPrice,
        markPrice,
        unrealised,
        openTime,
        leverage: 5,
        fees,
        funding,
      },
    ]
  })
  const timeOf = (i: number) => times[Math.min(i, bars - 1)]!
  const refusals = sampleRefusals(timeOf)
  const entryOrders = fills.filter(({ reason }) => reason === 'entry').length + 1 // one the venue refused
  const refusedBefore = refusals.reduce(
    (sum, { layer, repeats }) => sum + (layer === 'venue' ? 0 : 1 + repeats),
    0,
  )
  return {
    runHash: 'a1b2c3d4'.repeat(8),
    engineVersion: '1',
    seed,
    dataset: { name: data.name, hash: data.hash, isSynthetic: data.isSynthetic, timeframe: data.timeframe },
    strategy: { name: 'coin-toss', params: { hold: holdBars } },
    config: { initialEquity, leverage: 5, marginMode: 'cross', costs: { takerFeeBps: 5, slippageBps: 2 } },
    instruments: data.instruments.map(({ instrument }) => instrument),
    marks: data.instruments.map(({ bars: prices }) => prices),
    initialEquity,
    times,
    equity,
    fills,
    fundingPayments,
    trades,
    openPositions,
    refusals,
    account,
    governorChanges: [
      { time: timeOf(50), mode: 'REDUCING', cause: 'losingStreak', isOn: true, value: 5, bound: 5 },
      { time: timeOf(55), mode: 'HALTED', cause: 'dailyLoss', isOn: true, value: -1610, bound: -1500 },
      { time: timeOf(70), mode: 'REDUCING', cause: 'dailyLoss', isOn: false, value: -1610, bound: -1500 },
      { time: timeOf(74), mode: 'ACTIVE', cause: 'losingStreak', isOn: false, value: 5, bound: 5 },
    ],
    counts: {
      proposals: entryOrders + refusedBefore,
      entryOrders,
      repairs: 0,
      unknownFunding: 3,
      ambiguousExits: 2,
      settledExits: 5,
      finerWalks: 6,
      fillsWithoutVolume: 1,
    },
    notes: ['ADAUSDT: 3 gaps in the bars; the longest lasts 5 hours (2023-04-02T10:00Z).'],
  }
}

/** Eight wishes that were refused before the venue by three layers and the sizing, and one at the venue. */
function sampleRefusals(timeOf: (bar: number) => number): Refusal[] {
  const first = { instrument: 0, side: 1, repeats: 0 } as const
  return [
    {
      ...first,
      time: timeOf(20),
      layer: 'policy',
      limit: 'confidence',
      value: 0.31,
      bound: 0.38,
      repeats: 3,
    },
    { ...first, time: timeOf(40), layer: 'sizing', limit: 'minNotional', value: 4.2, bound: 5 },
    { ...first, time: timeOf(60), layer: 'governor', limit: 'dailyLoss', value: -1610, bound: -1500 },
    { ...first, time: timeOf(62), layer: 'policy', limit: 'confidence', value: 0.3, bound: 0.4, side: -1 },
    { ...first, time: timeOf(65), layer: 'portfolio', limit: 'cooldown', value: 0, bound: 3600, side: -1 },
    { ...first, time: timeOf(90), layer: 'venue', limit: 'margin', value: 5200, bound: 4900.5, side: -1 },
  ]
}
