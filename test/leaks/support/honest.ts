import { resolveParams } from '../../../src/authoring/params.ts'
import type { FeatureSources, Strategy } from '../../../src/authoring/strategy.ts'
import { DAY_MS, HOUR_MS } from '../../../src/core/time.ts'
import { FEATURE_GROUPS, makeSpec } from '../../../src/features/definition.ts'
import { definitions } from '../../../src/features/feature-catalogue.ts'
import {
  atr,
  buy,
  closeLong,
  column,
  ema,
  close as flat,
  fundingMean,
  highest,
  hold,
  hour,
  lag,
  markBasis,
  minus,
  onTimeframe,
  openInterestChange,
  returnVsBenchmark,
  rollingCorrelation,
  rsi,
  StatefulKernel,
  sell,
  sentimentMean,
  sma,
  stateless,
  trendRegime,
  vwap,
  weekday,
} from '../../../src/strategy.ts'
import buyAndHold from '../../../strategies/buy-and-hold.ts'
import donchianBreakout from '../../../strategies/donchian-breakout.ts'
import emaCross from '../../../strategies/ema-cross.ts'
import fundingCarry from '../../../strategies/funding-carry.ts'
import rsiReversion from '../../../strategies/rsi-reversion.ts'
import {
  type Maker,
  mean,
  ofCloses,
  ofColumns,
  returns,
  rolling,
  streaming,
  withFeatures,
} from './subject.ts'

const least = (part: Float64Array) => part.reduce((a, b) => Math.min(a, b))
const most = (part: Float64Array) => part.reduce((a, b) => Math.max(a, b))
const median = (part: Float64Array) => part.slice().sort()[part.length >> 1]!

/** The figure of all rows so far. */
const expanding = (values: Float64Array, figure: (part: Float64Array) => number) =>
  values.map((_, i) => figure(values.subarray(0, i + 1)))

function deviation(values: Float64Array): number {
  const m = mean(values)
  return Math.sqrt(mean(values.map((v) => (v - m) ** 2)))
}

/** A baseline with its defaults. */
const baseline =
  (strategy: unknown): Maker =>
  () => {
    const { params, features, decide, ...rest } = strategy as Strategy
    const values = resolveParams('baseline', params, {})
    return { ...rest, params: {}, features: () => features(values), decide: (row) => decide(row, values) }
  }

/** Every feature of a group of the catalogue, with every output. */
function groupOf(group: string): Maker {
  const specs = definitions
    .filter((definition) => definition.group === group)
    .flatMap((definition) => definition.outputs.map((output) => makeSpec(definition, { output })))
  const sources: FeatureSources = Object.fromEntries(specs.map((spec, k) => [`f${k}`, spec]))
  return withFeatures(
    () => sources,
    ({ f0 }) => (f0! > 0 ? buy() : flat()),
  )
}

class KalmanKernel extends StatefulKernel {
  private level = Number.NaN
  private variance = 1

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const x = inputs[0]![i]!
      this.variance += 0.1
      const gain = this.variance / (this.variance + 1)
      this.level = Number.isNaN(this.level) ? x : this.level + gain * (x - this.level)
      this.variance *= 1 - gain
      outputs[0]![i] = x - this.level
    }
  }
}

/** Slope of next returns on returns of rows [from, to), all of them known at row `to`. */
function fitted(r: Float64Array, from: number, to: number): number {
  let [xy, xx] = [0, 0]
  for (let i = from; i + 1 < to; i++) {
    xy += r[i]! * r[i + 1]!
    xx += r[i]! ** 2
  }
  return xy / xx
}

/** Refitted every ten bars on what lies before them, purged by the one bar that the label needs. */
function walkForward(close: Float64Array): Float64Array {
  const r = returns(close)
  let slope = Number.NaN
  return r.map((value, i) => {
    if (i >= 30 && i % 10 === 0) slope = fitted(r, 1, i)
    return slope * value
  })
}

function fittedOnce(close: Float64Array): Float64Array {
  const r = returns(close)
  const slope = close.length > 60 ? fitted(r, 1, 60) : Number.NaN
  return r.map((value, i) => (i < 60 ? Number.NaN : slope * value))
}

/** A 4-hour bar is seen from its end on. */
function closedFourHours(time: Float64Array, close: Float64Array): Float64Array {
  let latest = Number.NaN
  return close.map((value, i) => {
    const isEnd = (time[i]! + HOUR_MS) % (4 * HOUR_MS) === 0
    if (isEnd) latest = value
    return value - latest
  })
}

function previousDayHigh(time: Float64Array, high: Float64Array): Float64Array {
  let [day, current, previous] = [Number.NaN, Number.NaN, Number.NaN]
  return high.map((value, i) => {
    const today = Math.floor(time[i]! / DAY_MS)
    if (today !== day) [day, previous, current] = [today, current, value]
    current = Math.max(current, value)
    return value - previous
  })
}

function sessionAverage(time: Float64Array, close: Float64Array, volume: Float64Array): Float64Array {
  let [day, amount, traded] = [Number.NaN, 0, 0]
  return close.map((value, i) => {
    const today = Math.floor(time[i]! / DAY_MS)
    if (today !== day) [day, amount, traded] = [today, 0, 0]
    amount += value * volume[i]!
    traded += volume[i]!
    return value - amount / traded
  })
}

/** The last pivot low of three bars on either side, from the bar on that confirmed it. */
function confirmedPivot(low: Float64Array): Float64Array {
  let pivot = Number.NaN
  return low.map((value, i) => {
    const middle = i - 3
    if (middle >= 3 && low[middle]! <= least(low.subarray(middle - 3, i + 1))) pivot = low[middle]!
    return value - pivot
  })
}

function forwardFilled(values: Float64Array): Float64Array {
  let latest = Number.NaN
  return values.map((value, i) => {
    if (i % 6 === 0) latest = value
    return value - latest
  })
}

function garch(close: Float64Array): Float64Array {
  let variance = 1e-4
  return returns(close).map((value) => {
    const known = Number.isNaN(value) ? 0 : value
    variance = 1e-6 + 0.1 * known ** 2 + 0.88 * variance
    return known / Math.sqrt(variance)
  })
}

/** Learns from labels only when they have come true, three bars later. */
function onlineLearner(close: Float64Array): Float64Array {
  let weight = 0
  return close.map((value, i) => {
    if (i >= 6) {
      const error = Math.sign(value - close[i - 3]!) - weight * Math.sign(close[i - 3]! - close[i - 6]!)
      weight += 0.05 * error * Math.sign(close[i - 3]! - close[i - 6]!)
    }
    return i < 3 ? Number.NaN : weight * Math.sign(value - close[i - 3]!)
  })
}

function superTrend(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array {
  let [side, stop] = [1, Number.NaN]
  return close.map((value, i) => {
    const width = 0.01 * value
    const middle = (high[i]! + low[i]!) / 2
    const next = middle - side * width
    stop = Number.isNaN(stop) ? next : side > 0 ? Math.max(stop, next) : Math.min(stop, next)
    if ((value - stop) * side < 0) [side, stop] = [-side, middle + side * width]
    return side
  })
}

/** Enters, and leaves after five bars; remembers both in a closure of its own. */
function withMemory(): Maker {
  return () => {
    let bars = 0
    return withFeatures(
      () => ({ x: rsi({ period: 5 }) }),
      ({ x }) => {
        bars++
        return bars % 7 === 0 ? flat() : x! > 50 ? buy() : hold()
      },
    )()
  }
}

function keepingItsModel(): Maker {
  return () => {
    const models: number[] = []
    return ofCloses((close) => {
      const r = returns(close)
      if (close.length >= 50) models.push(fitted(r, 1, 50))
      return r.map((value, i) => (i < 50 ? Number.NaN : models.at(-1)! * value))
    })()
  }
}

const fib = (i: number) => ((i * 0.6180339887) % 1) - 0.5

/** Strategies that do nothing wrong, some of which look as if they did. */
export const HONEST: Readonly<Record<string, Maker>> = {
  'buy-and-hold': baseline(buyAndHold),
  'ema-cross': baseline(emaCross),
  'rsi-reversion': baseline(rsiReversion),
  'donchian-breakout': baseline(donchianBreakout),
  'funding-carry': baseline(fundingCarry),
  ...Object.fromEntries(FEATURE_GROUPS.map((group) => [`the features of ${group}`, groupOf(group)])),
  'a 4-hour average': withFeatures(() => ({
    x: minus({ of: ['close', onTimeframe('4h', ema({ period: 3 }))] }),
  })),
  'a 2-hour high': withFeatures(() => ({
    x: minus({ of: ['close', onTimeframe('2h', highest({ of: 'high', period: 2 }))] }),
  })),
  'a daily average': withFeatures(() => ({
    x: minus({ of: ['close', onTimeframe('1d', sma({ period: 2 }))] }),
  })),
  'a 4-hour own kernel': withFeatures(() => ({
    x: onTimeframe(
      '4h',
      streaming(() => new KalmanKernel()),
    ),
  })),
  'a 4-hour bar by hand, closed': ofColumns(['time', 'close'], ({ time, close }) =>
    closedFourHours(time, close),
  ),
  'an own kernel': withFeatures(() => ({ x: streaming(() => new KalmanKernel()) })),
  'an own stateless kernel': withFeatures(() => ({
    x: streaming(() =>
      stateless(([x], [out], from, to) => {
        for (let i = from; i < to; i++) out![i] = Math.sin(x![i]!)
      }),
    ),
  })),
  'an own kernel on settlements': withFeatures(() => ({
    x: streaming(() => new KalmanKernel(), { inputs: ['settlementRate'], clock: 'funding' }),
  })),
  'a momentum column': ofCloses(returns),
  'an expanding z-score': ofCloses((close) =>
    expanding(close, (part) => (part.at(-1)! - mean(part)) / deviation(part)),
  ),
  'an expanding minimum and maximum': ofCloses((close) =>
    expanding(close, (part) => (part.at(-1)! - least(part)) / (most(part) - least(part)) - 0.5),
  ),
  'an expanding rank': ofCloses((close) =>
    expanding(close, (part) => part.filter((v) => v < part.at(-1)!).length / part.length - 0.5),
  ),
  'a rolling z-score': ofCloses((close) =>
    rolling(close, 20, (part) => (part.at(-1)! - mean(part)) / deviation(part)),
  ),
  'a rolling median': ofCloses((close) => rolling(close, 9, median).map((v, i) => close[i]! - v)),
  'a rolling rank': ofColumns(['volume'], ({ volume }) =>
    rolling(volume, 15, (part) => part.filter((v) => v < part.at(-1)!).length - 7),
  ),
  'a walk-forward model': ofCloses(walkForward),
  'a model fitted once, used after': ofCloses(fittedOnce),
  'a model that is kept': keepingItsModel(),
  'a learner that waits for its labels': ofCloses(onlineLearner),
  'confirmed pivots': ofColumns(['low'], ({ low }) => confirmedPivot(low)),
  'forward-filled values': ofCloses(forwardFilled),
  'volatility by recursion': ofCloses(garch),
  'a super trend': ofColumns(['high', 'low', 'close'], (c) => superTrend(c.high, c.low, c.close)),
  'the high of the day before': ofColumns(['time', 'high'], ({ time, high }) => previousDayHigh(time, high)),
  'the average price of the session so far': ofColumns(['time', 'close', 'volume'], (c) =>
    sessionAverage(c.time, c.close, c.volume),
  ),
  'the time of day': withFeatures(
    () => ({ x: hour(), y: weekday() }),
    ({ x }) => (x! > 0 ? buy() : flat()),
  ),
  'the time of day, by hand': ofColumns(['time'], ({ time }) => time.map((t) => ((t / HOUR_MS) % 24) - 12)),
  'the end of the bar': ofColumns(['endTime'], ({ endTime }) =>
    endTime.map((t) => (t % DAY_MS === 0 ? 1 : -1)),
  ),
  'gaps behind it': ofColumns(['time'], ({ time }) =>
    time.map((t, i) => (i > 0 && t - time[i - 1]! > HOUR_MS ? -1 : 1)),
  ),
  'the index of the bar': ofColumns(['barIndex'], ({ barIndex }) => barIndex.map((i) => fib(i))),
  'the number of the row': ofCloses((close) => close.map((_, i) => fib(i))),
  'the market against bitcoin': withFeatures(() => ({
    x: returnVsBenchmark(),
    y: rollingCorrelation({ period: 10 }),
  })),
  'the market against bitcoin, by hand': ofColumns(['close', 'benchmarkClose'], (c) =>
    c.close.map((v, i) => v / (c.close[i - 1] ?? v) - c.benchmarkClose[i]! / (c.benchmarkClose[i - 1] ?? 1)),
  ),
  'the rank by volume': ofColumns(['volumeRank'], ({ volumeRank }) => volumeRank.map((rank) => 1.5 - rank)),
  'funding, as known': ofColumns(['fundingRate', 'fundingTime', 'endTime'], (c) =>
    c.fundingRate.map((rate, i) => (c.endTime[i]! - c.fundingTime[i]! < 2 * HOUR_MS ? -rate : rate)),
  ),
  'the mean funding': withFeatures(() => ({ x: fundingMean({ period: 3 }) })),
  'open interest': withFeatures(() => ({ x: openInterestChange() })),
  'open interest, by hand': ofColumns(['openInterest'], ({ openInterest: o }) =>
    o.map((v, i) => v - (o[i - 1] ?? v)),
  ),
  sentiment: withFeatures(() => ({ x: sentimentMean() })),
  'the mark against the last price': withFeatures(() => ({ x: markBasis() })),
  'a regime': withFeatures(() => ({ x: trendRegime() })),
  'the session of the catalogue': withFeatures(() => ({ x: minus({ of: ['close', vwap()] }) })),
  'a column that is mostly unknown': ofCloses((close) =>
    close.map((v, i) => (i % 9 === 0 ? v - (close[i - 9] ?? v) : Number.NaN)),
  ),
  'a column that is never known': ofCloses((close) => close.map(() => Number.NaN)),
  'a constant': ofCloses((close) => close.map(() => 1)),
  'a column of infinities': ofCloses((close) => close.map((v, i) => (i % 2 ? v : 1) / 0)),
  'never trading': withFeatures(
    () => ({ x: 'close' }),
    () => hold(),
  ),
  'trading every bar': withFeatures(
    () => ({ x: 'barIndex' }),
    ({ x }) => (x! % 2 ? buy() : sell()),
  ),
  'closing what is long': withFeatures(
    () => ({ x: rsi({ period: 3 }) }),
    ({ x }) => (x! > 70 ? closeLong() : buy()),
  ),
  'a column over a feature': withFeatures(() => ({
    x: column({
      name: 'own',
      inputs: { r: rsi({ period: 5 }) },
      compute: ({ r }) => r.map((v, i) => v - (r[i - 1] ?? v)),
    }),
  })),
  'a feature over a column': withFeatures(() => ({
    x: lag({
      of: column({ name: 'own', inputs: ['close'], compute: ({ close }) => returns(close) }),
      period: 2,
    }),
  })),
  'a column over a column': withFeatures(() => {
    const inner = column({ name: 'inner', inputs: ['close'], compute: ({ close }) => returns(close) })
    return { x: column({ name: 'outer', inputs: { inner }, compute: (c) => c.inner.map((v) => -v) }) }
  }),
  'a column that reuses its inputs': ofCloses((close) => {
    for (let i = 1; i < close.length; i++) close[i] = close[i - 1]! + 0.2 * (close[i]! - close[i - 1]!)
    return close
  }),
  'a column that needs thirty bars': ofCloses((close) => {
    if (close.length < 30) throw new Error('too few')
    return returns(close)
  }),
  'size by past volatility': ofCloses(
    (close) => rolling(returns(close), 10, deviation),
    ({ x }) => buy(1, { exposure: Math.min(1, 0.003 / (x! + 1e-9)) }),
  ),
  'confidence and edge of the past': ofCloses(returns, ({ x }) => ({
    action: x! > 0 ? 'sell' : 'buy',
    confidence: Math.min(1, Math.abs(x!) * 20),
    edgeBps: Math.abs(x!) * 1e4,
  })),
  'a stop of its own': withFeatures(
    () => ({
      close: 'close',
      floor: lag({ of: highest({ of: 'high', period: 5 }) }),
      range: atr({ period: 5 }),
    }),
    ({ close, floor, range }) => (close! < floor! - 2 * range! ? flat() : buy()),
  ),
  'a memory in the decision': withMemory(),
}
