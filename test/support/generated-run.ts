import type { BarColumns, PriceColumns } from '../../src/columns/series.ts'
import { Random } from '../../src/core/random.ts'
import { HOUR_MS } from '../../src/core/time.ts'
import { finerTapeOf } from '../../src/engine/finer-tape.ts'
import type { DecisionSource } from '../../src/engine/instant.ts'
import type { TradingRules } from '../../src/engine/rules.ts'
import type { MarketContext, Tape } from '../../src/engine/tape.ts'
import { type Decision, HOLD } from '../../src/market/decision.ts'
import { NO_RISK, type RiskRules, STANDARD_SIZING } from '../../src/risk/rules.ts'
import { QUARTER_MS } from './finer.ts'
import { bars, type Candle, instrument, rules } from './market.ts'

/** A whole run made of a seed: data with and without gaps, any rules, any decisions. */
export interface Case {
  readonly tapes: readonly Tape[]
  readonly sources: () => DecisionSource[]
  readonly rules: TradingRules
}

/** @param seed everything follows from it */
export function generatedCase(seed: number): Case {
  const random = new Random(seed, 'case')
  return caseOf(random, [1, 1, 1, 2, 3][random.integer(0, 4)]!)
}

/** The same with none of the six layers left out. */
export function layeredCase(seed: number): Case {
  const random = new Random(seed, 'layered case')
  const { rules, ...rest } = caseOf(random, [1, 1, 2, 3, 4][random.integer(0, 4)]!)
  return { ...rest, rules: { ...rules, risk: withEveryLayer(riskOf(random)) } }
}

function withEveryLayer(risk: RiskRules): RiskRules {
  const on = <R extends { readonly kind: string }>(rules: R, kind: R['kind']) =>
    rules.kind === 'none' ? { ...rules, kind } : rules
  return {
    governor: on(risk.governor, 'fixed'),
    policy: on(risk.policy, 'regime'),
    lifecycle: on(risk.lifecycle, 'fixed'),
    portfolio: on(risk.portfolio, 'fixed'),
    costs: on(risk.costs, 'modelled'),
    funding: on(risk.funding, 'scaled'),
  }
}

/** The same with quarters of an hour inside most of the bars, some of them wrong or incomplete. */
export function generatedFinerCase(seed: number): Case {
  const generated = generatedCase(seed)
  const random = new Random(seed, 'finer')
  return { ...generated, tapes: generated.tapes.map((tape) => withQuarters(random, tape)) }
}

function withQuarters(random: Random, tape: Tape): Tape {
  const { bars: whole, mark } = tape
  const candles: Candle[] = []
  const hours: number[] = []
  whole.times.forEach((time, i) => {
    if (random.uniform() < 0.1) return
    const path = quartersOf(random, [whole.opens[i]!, whole.highs[i]!, whole.lows[i]!, whole.closes[i]!])
    const missing = random.uniform() < 0.03 ? random.integer(0, 3) : -1
    path.forEach((candle, k) => {
      if (k === missing) return
      candles.push(candle)
      hours.push(time / HOUR_MS + k / 4)
    })
  })
  const finer = bars(candles, hours)
  const finerMark = mark === whole ? finer : random.uniform() < 0.5 ? markOf(random, finer) : undefined
  const { tickSize } = tape.instrument
  return { ...tape, finer: finerTapeOf(whole, finer, finerMark, HOUR_MS, QUARTER_MS, tickSize) }
}

/** Four quarters that make the hour, with gaps between some of them. */
function quartersOf(random: Random, [open, high, low, close]: Candle): Candle[] {
  const between = (from: number, to: number) =>
    Math.min(to, Math.max(from, tick(from + (to - from) * random.uniform())))
  const [top, bottom] = [random.integer(0, 3), random.integer(0, 3)]
  let last = open
  return [0, 1, 2, 3].map((k): Candle => {
    const from = k === 0 || random.uniform() < 0.7 ? last : between(low, high)
    last = k === 3 ? close : between(low, high)
    const highest = k === top ? high : between(Math.max(from, last), high)
    const lowest = k === bottom ? low : between(low, Math.min(from, last))
    return [from, highest, lowest, last]
  })
}

function caseOf(random: Random, count: number): Case {
  const length = random.integer(20, 250)
  const tapes = Array.from({ length: count }, (_, k) => tapeOf(random, `COIN${k}USDT`, length))
  const decisions = tapes.map((tape) => decisionsOf(random, tape.bars.times.length))
  return {
    tapes,
    sources: () => decisions.map((rows, k) => sourceOf(rows, (rows.length + k) % 2 === 0)),
    rules: rulesOf(random),
  }
}

/** With runs the vectorised driver looks at stretches of equal decisions instead of rows. */
function sourceOf(rows: readonly Decision[], hasRuns: boolean): DecisionSource {
  const decide = (row: number) => rows[row]!
  if (!hasRuns) return { decide }
  const runEnd = (row: number) => {
    let end = row + 1
    while (end < rows.length && rows[end] === rows[row]) end++
    return end
  }
  return { decide, runEnd }
}

function tapeOf(random: Random, id: string, length: number): Tape {
  const bars = barsOf(random, length)
  const rows = bars.times.length
  const mark = random.uniform() < 0.4 ? markOf(random, bars) : bars
  const first = bars.times[0]!
  const hours = (bars.times[rows - 1]! - first) / HOUR_MS
  const every = random.integer(1, 8)
  const offset = random.uniform() < 0.3 ? 0.5 : 0
  const settlements = Math.floor(hours / every)
  const times = Float64Array.from({ length: settlements }, (_, k) => first + (k * every + offset) * HOUR_MS)
  return {
    instrument: instrument(id, { tickSize: random.uniform() < 0.5 ? 0.01 : 0.5 }),
    bars,
    mark,
    settlements: {
      times,
      rates: times.map(() => (random.uniform() < 0.1 ? Number.NaN : (random.uniform() - 0.5) * 0.01)),
      marks: times.map(() => 100 * (0.8 + 0.4 * random.uniform())),
    },
    context: contextOf(random, bars),
  }
}

/** Regimes that last, volatility and funding that move, and now and then something unknown. */
function contextOf(random: Random, { closes }: BarColumns): MarketContext {
  let regime = 0
  return {
    regimes: closes.map(() => {
      if (random.uniform() < 0.1) regime = random.integer(-1, 1)
      return random.uniform() < 0.02 ? Number.NaN : regime
    }),
    atrs: closes.map((close) => (random.uniform() < 0.02 ? Number.NaN : close * 0.07 * random.uniform())),
    fundingRates: closes.map(() => (random.uniform() < 0.1 ? Number.NaN : 0.02 * (random.uniform() - 0.5))),
    fundingIntervalsMs: closes.map(() => [1, 4, 8][random.integer(0, 2)]! * HOUR_MS),
  }
}

function barsOf(random: Random, length: number): BarColumns {
  const volatility = [0.002, 0.01, 0.05][random.integer(0, 2)]!
  const gapChance = random.uniform() < 0.5 ? 0 : 0.05
  const columns = {
    times: [] as number[],
    opens: [] as number[],
    highs: [] as number[],
    lows: [] as number[],
    closes: [] as number[],
  }
  let price = 100
  let hour = random.integer(0, 30)
  for (let i = 0; i < length; i++) {
    hour += random.uniform() < gapChance ? random.integer(2, 20) : 1
    const open = tick(price * (1 + (random.uniform() < 0.1 ? volatility * 3 * random.normal() : 0)))
    const close = tick(open * (1 + volatility * random.normal()))
    const wick = volatility * open * random.uniform() * (random.uniform() < 0.05 ? 8 : 1)
    columns.times.push(hour * HOUR_MS)
    columns.opens.push(open)
    columns.closes.push(close)
    columns.highs.push(Math.max(open, close, tick(Math.max(open, close) + wick * random.uniform())))
    columns.lows.push(Math.min(open, close, tick(Math.min(open, close) - wick * random.uniform())))
    price = close
  }
  const [times, opens, highs, lows, closes] = Object.values(columns).map((values) =>
    Float64Array.from(values),
  )
  return {
    times: times!,
    opens: opens!,
    highs: highs!,
    lows: lows!,
    closes: closes!,
    volumes: times!.map(() => 10 + 90 * random.uniform()),
  }
}

const tick = (price: number) => Math.max(0.5, Math.round(price * 100) / 100)

function markOf(random: Random, bars: BarColumns): PriceColumns {
  const basis = () => 1 + 0.004 * random.normal()
  const opens = bars.opens.map((open) => open * basis())
  const closes = bars.closes.map((close) => close * basis())
  return {
    times: bars.times,
    opens,
    closes,
    highs: bars.highs.map((high, i) => Math.max(high * basis(), opens[i]!, closes[i]!)),
    lows: bars.lows.map((low, i) => Math.min(low * basis(), opens[i]!, closes[i]!)),
  }
}

function decisionsOf(random: Random, length: number): Decision[] {
  const restlessness = [0.02, 0.1, 0.6][random.integer(0, 2)]!
  const followsExposure = random.uniform() < 0.3
  const repeats = random.uniform() < 0.5
  let current: Decision = HOLD
  return Array.from({ length }, () => {
    if (random.uniform() < restlessness) {
      const action = (['buy', 'sell', 'close', 'closeLong', 'closeShort', 'hold'] as const)[
        random.integer(0, 5)
      ]!
      const confidence = random.integer(1, 10) / 10
      const isOpening = action === 'buy' || action === 'sell'
      current =
        followsExposure && isOpening
          ? { action, confidence, exposure: 0.2 + random.uniform() }
          : { action, confidence }
      if (random.uniform() < 0.05) current = { ...current, edgeBps: 100 * random.uniform() }
      if (random.uniform() < 0.05)
        current = { ...current, votes: { inFavour: random.integer(1, 3), voters: 4 } }
      return current
    }
    return repeats ? current : HOLD
  })
}

/** Any mixture of layers, with limits near enough to bind. */
function riskOf(random: Random): RiskRules {
  const pick = <T>(...values: T[]) => values[random.integer(0, values.length - 1)]!
  const amount = <K extends string>(name: K, chance: number, most: number) =>
    (random.uniform() < chance ? { [name]: most * random.uniform() } : {}) as { [P in K]?: number }
  return {
    governor: {
      kind: pick('none', 'fixed', 'fixed'),
      ...amount('maxDailyLoss', 0.5, 1000),
      ...amount('maxDailyLossPct', 0.3, 0.1),
      ...amount('maxExposure', 0.5, 60_000),
      ...amount('maxExposureTimes', 0.3, 10),
      maxLosingStreak: random.integer(1, 6),
      reset: pick('newDay', 'newDay', 'manual'),
      isFlattening: pick(true, false),
    },
    policy: { ...NO_RISK.policy, kind: pick('none', 'fixed', 'regime') },
    lifecycle: {
      kind: pick('none', 'fixed'),
      ...amount('minRewardToRisk', 0.2, 2),
      onOpposite: pick('warn', 'close', 'reverse'),
      liquidationBuffer: 0.3 * random.uniform(),
      beyondLiquidation: pick('refuse', 'lowerLeverage'),
    },
    portfolio: {
      kind: pick('none', 'fixed'),
      maxPositions: random.integer(1, 3),
      ...amount('maxExposure', 0.3, 40_000),
      ...amount('maxExposureTimes', 0.2, 6),
      ...amount('maxSideExposure', 0.3, 30_000),
      ...amount('maxSideExposureTimes', 0.2, 6),
      ...amount('maxCorrelation', 0.5, 0.6),
      correlationBars: random.integer(4, 40),
      cooldownSeconds: pick(0, 120, 3600, 10_000),
    },
    costs: {
      kind: pick('none', 'fixed', 'modelled'),
      fixedBps: 100 * random.uniform(),
      spreadBps: 20 * random.uniform(),
      holdingHours: 48 * random.uniform(),
    },
    funding: { kind: pick('none', 'fixed', 'scaled'), maxRate: 0.02 * random.uniform() },
  }
}

/** Every second run has no layer of risk: those leap farthest. */
function rulesOf(random: Random): TradingRules {
  const maybe = <K extends string>(name: K, chance: number, value: () => number) =>
    (random.uniform() < chance ? { [name]: value() } : {}) as { [P in K]?: number }
  const targetPct = maybe('targetPct', 0.5, () => 0.002 + 0.05 * random.uniform())
  const leverage = random.integer(1, 50)
  const hasRisk = random.uniform() < 0.6
  const isAuto = random.uniform() < 0.2
  return rules({
    leverage: isAuto ? { kind: 'auto', least: 2, most: 20, cushionAtrs: 2 * random.uniform() } : leverage,
    risk: hasRisk ? riskOf(random) : NO_RISK,
    marginMode: random.uniform() < 0.5 ? 'cross' : 'isolated',
    sizing: [
      { kind: 'share' } as const,
      { kind: 'share', share: leverage * 0.9 * random.uniform() } as const,
      { kind: 'notional', notional: 20_000 * random.uniform() } as const,
      { ...STANDARD_SIZING, maxNotional: 40_000 * random.uniform() } as const,
    ][random.integer(0, 3)]!,
    entry:
      random.uniform() < 0.7
        ? { kind: 'market' }
        : {
            kind: 'limit',
            offsetBps: random.integer(-5, 60),
            lifeBars: random.integer(1, 6),
            isPostOnly: random.uniform() < 0.5,
          },
    exits: {
      targetShare: [0.5, 0.8, 1][random.integer(0, 2)]!,
      ...maybe('stopPct', 0.5, () => 0.002 + 0.05 * random.uniform()),
      ...maybe('stopRanging', 0.3, () => 0.5 + random.uniform()),
      ...maybe('stopAtrs', 0.4, () => 0.2 + 2 * random.uniform()),
      ...maybe('targetConfidence', 0.3, () => 0.3 + 0.5 * random.uniform()),
      ...targetPct,
      ...maybe('trailPct', 0.4, () => 0.002 + 0.03 * random.uniform()),
      ...('targetPct' in targetPct ? maybe('breakEvenAt', 0.5, () => 0.3 + 0.6 * random.uniform()) : {}),
      ...maybe('timeStopBars', 0.3, () => random.integer(1, 30)),
    },
    venue: {
      slippage: [
        { kind: 'none' } as const,
        { kind: 'fixed', bps: 3 } as const,
        { kind: 'volumeShare', bps: 1, impactBps: 50 } as const,
        { kind: 'atrShare', bps: 0, share: 0.05 } as const,
      ][random.integer(0, 3)]!,
      reading: (['pessimistic', 'optimistic', 'ohlc'] as const)[random.integer(0, 2)]!,
      triggerBy: random.uniform() < 0.7 ? 'last' : 'mark',
      limitFill: random.uniform() < 0.7 ? 'through' : 'touch',
    },
  })
}
