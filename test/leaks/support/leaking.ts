import { HOUR_MS } from '../../../src/core/time.ts'
import type { FindingKind } from '../../../src/research/leaks/certificate.ts'
import type { Place } from '../../../src/research/leaks/evidence.ts'
import {
  buy,
  column,
  ema,
  close as flat,
  minus,
  onTimeframe,
  rsi,
  sell,
  stateless,
} from '../../../src/strategy.ts'
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

export interface Leak {
  readonly make: Maker
  /** Where the certificate must see it; `feature` unless said. */
  readonly place?: Place
  readonly kind?: FindingKind
  /** Bars ahead: nearest and farthest, or to the end of the data. */
  readonly ahead?: readonly [nearest: number, farthest: number] | 'end'
}

const DAY_HOURS = 24
const dayOf = (time: number) => Math.floor(time / (DAY_HOURS * HOUR_MS))
const fourHoursOf = (time: number) => Math.floor(time / (4 * HOUR_MS))

const next = (values: Float64Array, bars = 1) =>
  values.map((value, i) => (values[i + bars] ?? Number.NaN) - value)

/** One value for each row of the group that it is in, computed from all of them. */
function byGroup(keys: Float64Array, figure: (rows: readonly number[]) => number): Float64Array {
  const groups = Map.groupBy(keys.keys(), (i) => keys[i]!)
  return keys.map((key) => figure(groups.get(key)!))
}

/** Slope of y on x by least squares. */
function slope(x: readonly number[], y: readonly number[]): number {
  const average = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / v.length
  const [mx, my] = [average(x), average(y)]
  const sum = (f: (i: number) => number) => x.reduce((total, _, i) => total + f(i), 0)
  return sum((i) => (x[i]! - mx) * (y[i]! - my)) / sum((i) => (x[i]! - mx) ** 2)
}

function deviation(values: Float64Array): number {
  const m = mean(values)
  return Math.sqrt(mean(values.map((v) => (v - m) ** 2)))
}

const centred = (close: Float64Array, half: number) =>
  close.map((value, i) =>
    i < half || i + half >= close.length ? Number.NaN : mean(close.subarray(i - half, i + half + 1)) - value,
  )

const futureOf = (values: Float64Array, bars: number, figure: (part: Float64Array) => number) =>
  values.map((_, i) => (i + bars < values.length ? figure(values.subarray(i + 1, i + 1 + bars)) : Number.NaN))

const most = (part: Float64Array) => part.reduce((a, b) => Math.max(a, b))
const least = (part: Float64Array) => part.reduce((a, b) => Math.min(a, b))

/** Observed every sixth bar only. */
const observed = (close: Float64Array) => close.map((value, i) => (i % 6 === 0 ? value : Number.NaN))

function backFilled(values: Float64Array): Float64Array {
  const filled = values.slice()
  for (let i = filled.length - 2; i >= 0; i--) if (Number.isNaN(filled[i]!)) filled[i] = filled[i + 1]!
  return filled
}

function interpolated(values: Float64Array): Float64Array {
  return values.map((value, i) => {
    if (!Number.isNaN(value)) return value
    const before = Math.floor(i / 6) * 6
    const after = before + 6
    if (after >= values.length) return values[before]!
    return values[before]! + ((values[after]! - values[before]!) * (i - before)) / 6
  })
}

function reversedEma(close: Float64Array): Float64Array {
  const out = close.slice()
  for (let i = out.length - 2; i >= 0; i--) out[i] = out[i + 1]! + 0.3 * (close[i]! - out[i + 1]!)
  return out.map((value, i) => close[i]! - value)
}

/** First principal component of return and volume change, weights fitted on everything. */
function principal(a: Float64Array, b: Float64Array): Float64Array {
  const [x, y] = [a, b].map((v) => v.map((value) => (Number.isFinite(value) ? value : 0)))
  const [xx, yy, xy] = [
    mean(x!.map((v) => v * v)),
    mean(y!.map((v) => v * v)),
    mean(x!.map((v, i) => v * y![i]!)),
  ]
  let [u, v] = [1, 1]
  for (let k = 0; k < 20; k++) {
    const [p, q] = [xx * u + xy * v, xy * u + yy * v]
    const norm = Math.hypot(p, q)
    u = p / norm
    v = q / norm
  }
  return x!.map((value, i) => u * value + v * y![i]!)
}

/** The last turning point of a zigzag, dated at the turn and not when it was known. */
function zigzag(close: Float64Array, share = 0.01): Float64Array {
  const out = new Float64Array(close.length)
  let turn = 0
  let direction = 1
  for (let i = 1; i < close.length; i++) {
    if ((close[i]! - close[turn]!) * direction > 0) turn = i
    else if (Math.abs(close[i]! / close[turn]! - 1) > share) {
      out[turn] = direction
      direction = -direction
      turn = i
    }
  }
  return out
}

/** +1 where the upper barrier is met first within 10 bars, −1 the lower, else 0: a label. */
function tripleBarrier(close: Float64Array): Float64Array {
  return close.map((value, i) => {
    for (let j = i + 1; j <= i + 10 && j < close.length; j++) {
      if (close[j]! > value * 1.01) return 1
      if (close[j]! < value * 0.99) return -1
    }
    return 0
  })
}

/** Next returns predicted from the last by a line fitted to rows [from, to). */
function predicted(close: Float64Array, from: number, to: number): Float64Array {
  const r = returns(close)
  const rows = Array.from({ length: Math.max(0, to - from - 2) }, (_, k) => from + 1 + k)
  const b = slope(
    rows.map((i) => r[i]!),
    rows.map((i) => r[i + 1]!),
  )
  return r.map((value) => b * value)
}

const peekingKernel = (bars: number) => () =>
  stateless((inputs, outputs, from, to) => {
    for (let i = from; i < to; i++) outputs[0]![i] = (inputs[0]![i + bars] ?? 0) - inputs[0]![i]!
  })

/** A memory beside the features, through which the future reaches `decide`. */
function throughMemory(): Maker {
  return () => {
    let seen: Float64Array = new Float64Array(0)
    let row = 0
    const x = column({
      name: 'innocent',
      inputs: ['close'],
      compute: ({ close }) => {
        seen = close
        row = 0
        return close.map(() => 1)
      },
    })
    return withFeatures(
      () => ({ x }),
      () => (seen[++row]! > seen[row - 1]! ? buy() : sell()),
    )()
  }
}

/** The same, kept from the first time that the column was computed. */
function throughFirstMemory(): Maker {
  return () => {
    let sum: number | undefined
    return ofCloses((close) => {
      sum ??= mean(close)
      return close.map((value) => value - sum!)
    })()
  }
}

function throughKernelMemory(): Maker {
  return () => {
    const seen: number[] = []
    let row = -1
    const kernel = () =>
      stateless((inputs, outputs, from, to) => {
        for (let i = from; i < to; i++) {
          seen.push(inputs[0]![i]!)
          outputs[0]![i] = 1
        }
      })
    return withFeatures(
      () => ({ x: streaming(kernel) }),
      () => (seen[++row + 2] === undefined ? flat() : buy()),
    )()
  }
}

/** The second instrument sees the next bar of the first. */
function acrossInstruments(): Maker {
  return () => {
    let first: Float64Array | undefined
    return ofCloses((close) => {
      const other = first
      first ??= close
      return close.map((_, i) => (other ? (other[i + 1] ?? 0) - (other[i] ?? 0) : 1))
    })()
  }
}

const lyingKernel = () => {
  let sum = 0
  return {
    run: (inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number) => {
      for (let i = from; i < to; i++) outputs[0]![i] = sum += inputs[0]![i]!
    },
    snapshot: () => ({}),
    restore: () => {},
  }
}

const blockKernel = (figure: (part: Float64Array, i: number) => number) => () =>
  stateless((inputs, outputs, from, to) => {
    const part = inputs[0]!.subarray(from, to)
    for (let i = from; i < to; i++) outputs[0]![i] = inputs[0]![i]! - figure(part, i - from)
  })

const bufferKernel = () =>
  stateless((inputs, outputs, from, to) => {
    const { buffer, byteOffset } = inputs[0]!
    const behind = new Float64Array(buffer, byteOffset, Math.floor((buffer.byteLength - byteOffset) / 8))
    for (let i = from; i < to; i++) outputs[0]![i] = (behind[i + 1] ?? 0) - behind[i]!
  })

const lateColumn = () =>
  column({ name: 'late', inputs: ['close'], compute: ({ close }) => next(close).map((v) => v || 0) })

/** Every way to look ahead that came to mind. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'the next close': { make: ofCloses((close) => next(close)), ahead: [1, 1] },
  'the close five bars later': { make: ofCloses((close) => next(close, 5)), ahead: [5, 5] },
  'the close a day later': { make: ofCloses((close) => next(close, 24)), ahead: [24, 24] },
  'the sign of the next return': { make: ofCloses((close) => next(close).map(Math.sign)), ahead: [1, 1] },
  'the next open': {
    make: ofColumns(['open', 'close'], ({ open, close }) => close.map((v, i) => (open[i + 1] ?? v) - v)),
    ahead: [1, 1],
  },
  'the next high and low': {
    make: ofColumns(['high', 'low'], ({ high, low }) => high.map((_, i) => high[i + 1]! - low[i + 1]!)),
    ahead: [1, 1],
  },
  'the volume after the next': {
    make: ofColumns(['volume'], ({ volume }) => next(volume, 2)),
    ahead: [2, 2],
  },
  'the next taker imbalance': {
    make: ofColumns(['takerBuyVolume', 'volume'], (c) =>
      c.volume.map((_, i) => c.takerBuyVolume[i + 1]! / c.volume[i + 1]! - 0.5),
    ),
    ahead: [1, 1],
  },
  'the return between two later bars': {
    make: ofCloses((close) => close.map((_, i) => Math.sign(close[i + 3]! - close[i + 2]!))),
    ahead: [2, 3],
  },
  'a centred mean of 5': { make: ofCloses((close) => centred(close, 2)), ahead: [1, 2] },
  'a centred mean of 21': { make: ofCloses((close) => centred(close, 10)), ahead: [1, 10] },
  'a centred maximum': {
    make: ofColumns(['high'], ({ high }) =>
      high.map((v, i) => (v >= most(high.subarray(Math.max(0, i - 2), i + 3)) ? 1 : -1)),
    ),
    ahead: [1, 2],
  },
  'a z-score over the whole sample': {
    make: ofCloses((close) => {
      const [m, d] = [mean(close), deviation(close)]
      return close.map((v) => (v - m) / d)
    }),
    ahead: 'end',
  },
  'a minimum and maximum of the whole sample': {
    make: ofCloses((close) => {
      const [low, high] = [least(close), most(close)]
      return close.map((v) => (v - low) / (high - low) - 0.5)
    }),
    ahead: 'end',
  },
  'a rank in the whole sample': {
    make: ofCloses((close) =>
      close.map((v) => close.filter((other) => other < v).length / close.length - 0.5),
    ),
    ahead: 'end',
  },
  'a principal component of the whole sample': {
    make: ofColumns(['close', 'volume'], ({ close, volume }) => principal(returns(close), returns(volume))),
    ahead: 'end',
  },
  'volume over its mean of the whole sample': {
    make: ofColumns(['volume'], ({ volume }) => {
      const m = mean(volume)
      return volume.map((v) => v / m - 1)
    }),
    ahead: 'end',
  },
  'a threshold at a quantile of the whole sample': {
    make: ofCloses((close) => {
      const threshold = close.slice().sort()[Math.floor(close.length * 0.7)]!
      return close.map((v) => (v > threshold ? 1 : -1))
    }),
  },
  'sorting in place': {
    make: ofCloses((close) => {
      const last = close.slice()
      close.sort()
      return last.map((v, i) => v - close[i]!)
    }),
  },
  'a trend line through the whole sample': {
    make: ofCloses((close) => {
      const b = slope(Array.from(close.keys()), [...close])
      const m = mean(close)
      return close.map((v, i) => v - m - b * (i - (close.length - 1) / 2))
    }),
    ahead: 'end',
  },
  'the label: the return of the next 3 bars': {
    make: ofCloses((close) => close.map((v, i) => ((close[i + 3] ?? v) > v ? 1 : -1))),
    ahead: [3, 3],
  },
  'the label: a triple barrier': { make: ofCloses(tripleBarrier) },
  'labels that overlap the row': {
    make: ofCloses((close) => {
      let sum = 0
      return close.map((v, i) => {
        sum += (close[i + 4] ?? v) / v - 1
        return sum / (i + 1)
      })
    }),
    ahead: [1, 4],
  },
  'labels purged one bar too few': {
    make: ofCloses((close) =>
      close.map((_, i) =>
        i < 10 ? Number.NaN : mean(close.subarray(i - 2, i + 2)) - mean(close.subarray(i - 9, i - 2)),
      ),
    ),
    ahead: [1, 1],
  },
  'a model fitted on the whole sample': {
    make: ofCloses((close) => predicted(close, 0, close.length)),
    ahead: 'end',
  },
  'a model that predicts what it was fitted on': {
    make: ofCloses((close) => predicted(close, 0, Math.min(60, close.length))),
  },
  'folds that are trained on both sides': {
    make: ofCloses((close) =>
      close.map((_, i) => {
        const fold = Math.floor(i / 20)
        const outside = close.filter((__, j) => Math.floor(j / 20) !== fold)
        return outside.length === 0 ? Number.NaN : close[i]! - mean(outside)
      }),
    ),
    ahead: 'end',
  },
  'a block refitted at its end': {
    make: ofCloses((close) =>
      close.map((v, i) => v - mean(close.subarray(0, (Math.floor(i / 10) + 1) * 10))),
    ),
    ahead: [1, 9],
  },
  'back-filled gaps': {
    make: ofCloses((close) => backFilled(observed(close)).map((v, i) => v - close[i]!)),
    ahead: [1, 5],
  },
  'interpolated gaps': {
    make: ofCloses((close) => interpolated(observed(close)).map((v, i) => v - close[i]!)),
  },
  'a sum from the end': {
    make: ofCloses((close) => {
      let sum = 0
      return returns(close)
        .toReversed()
        .map((v) => (sum += v || 0))
        .toReversed()
    }),
    ahead: 'end',
  },
  'an average that runs backwards': { make: ofCloses(reversedEma) },
  'the highest of the next 10': {
    make: ofColumns(['high', 'close'], ({ high, close }) =>
      futureOf(high, 10, most).map((v, i) => v / close[i]! - 1.01),
    ),
    ahead: [1, 10],
  },
  'the lowest of the next 6': {
    make: ofColumns(['low', 'close'], ({ low, close }) =>
      futureOf(low, 6, least).map((v, i) => v / close[i]! - 0.99),
    ),
    ahead: [1, 6],
  },
  'pivots before they are confirmed': {
    make: ofColumns(['low'], ({ low }) =>
      low.map((v, i) => (i >= 3 && v <= least(low.subarray(i - 3, i + 4)) ? 1 : -1)),
    ),
    ahead: [1, 3],
  },
  'a zigzag dated at the turn': { make: ofCloses((close) => zigzag(close)) },
  'bars until the next move of 1 %': {
    make: ofCloses((close) =>
      close.map((v, i) => close.subarray(i + 1).findIndex((w) => Math.abs(w / v - 1) > 0.01) - 3),
    ),
  },
  'the high of the day': {
    make: ofColumns(['time', 'high', 'close'], ({ time, high, close }) =>
      byGroup(time.map(dayOf), (rows) => Math.max(...rows.map((i) => high[i]!))).map(
        (v, i) => v - close[i]! * 1.01,
      ),
    ),
  },
  'the close of the day': {
    make: ofColumns(['time', 'close'], ({ time, close }) =>
      byGroup(time.map(dayOf), (rows) => close[rows.at(-1)!]!).map((v, i) => v - close[i]!),
    ),
  },
  'the average price of the whole session': {
    make: ofColumns(['time', 'close', 'volume'], ({ time, close, volume }) =>
      byGroup(
        time.map(dayOf),
        (rows) =>
          rows.reduce((s, i) => s + close[i]! * volume[i]!, 0) / rows.reduce((s, i) => s + volume[i]!, 0),
      ).map((v, i) => close[i]! - v),
    ),
  },
  'the unfinished bar of 4 hours, by time': {
    make: ofColumns(['time', 'close'], ({ time, close }) =>
      byGroup(time.map(fourHoursOf), (rows) => close[rows.at(-1)!]!).map((v, i) => v - close[i]!),
    ),
    ahead: [1, 3],
  },
  'the unfinished bar of 4, by index': {
    make: ofCloses((close) => close.map((v, i) => (close[Math.floor(i / 4) * 4 + 3] ?? v) - v)),
    ahead: [1, 3],
  },
  'the high of the unfinished 4 bars': {
    make: ofColumns(['high', 'close'], ({ high, close }) =>
      close.map((v, i) => most(high.subarray(Math.floor(i / 4) * 4, Math.floor(i / 4) * 4 + 4)) - v * 1.005),
    ),
  },
  'the next bar of 4, joined forwards': {
    make: ofCloses((close) => close.map((v, i) => (close[Math.floor(i / 4) * 4 + 7] ?? v) - v)),
    ahead: [4, 7],
  },
  'the settlement at that very instant': {
    make: ofColumns(['fundingRate'], ({ fundingRate }) => fundingRate.map((v, i) => fundingRate[i + 1] ?? v)),
    ahead: [1, 1],
  },
  'the open interest of the next bar': {
    make: ofColumns(['openInterest'], (c) => next(c.openInterest)),
    ahead: [1, 1],
  },
  'the sentiment of the next bar': {
    make: ofColumns(['sentimentScore'], ({ sentimentScore: s }) => s.map((v, i) => s[i + 1] ?? v)),
    ahead: [1, 1],
  },
  'whether it will be trending': {
    make: ofColumns(['isTrending'], ({ isTrending: t }) => t.map((v, i) => (t[i + 1] ?? v) - 0.5)),
    ahead: [1, 1],
  },
  'the next mark price': {
    make: ofColumns(['markClose', 'close'], (c) => c.close.map((v, i) => (c.markClose[i + 1] ?? v) - v)),
  },
  'the next bar of the benchmark': {
    make: ofColumns(['benchmarkClose'], (c) => next(c.benchmarkClose)),
    ahead: [1, 1],
  },
  'the volume rank two bars later': {
    make: ofColumns(['volumeRank'], ({ volumeRank: v }) => v.map((rank, i) => (v[i + 2] ?? rank) - 1.5)),
    ahead: [1, 2],
  },
  'whether a gap comes': {
    make: ofColumns(['time'], ({ time }) => time.map((t, i) => (time[i + 1]! - t > HOUR_MS ? 1 : -1))),
    ahead: [1, 1],
  },
  'bars left': { make: ofCloses((close) => close.map((_, i) => close.length - i)), ahead: 'end' },
  'the last row only': {
    make: ofCloses((close) => close.map((v, i) => (i === close.length - 1 ? -1 : v))),
  },
  'on one bar in 37 only': {
    make: ofCloses((close) =>
      close.map((v, i) => (i % 37 === 5 ? (close[i + 1] ?? v) - v : v - (close[i - 1] ?? v))),
    ),
    ahead: [1, 1],
  },
  'after large moves only': {
    make: ofCloses((close) => {
      const r = returns(close)
      const large = [...r]
        .filter((v) => !Number.isNaN(v))
        .slice(0, 40)
        .sort((a, b) => b - a)[3]!
      return r.map((v, i) => (i > 40 && v > large ? (close[i + 2] ?? 0) - close[i]! : v))
    }),
  },
  'in the second half only': {
    make: ofCloses((close) =>
      close.map((v, i) => (i > 45 ? (close[i + 1] ?? v) - v : v - (close[i - 1] ?? v))),
    ),
    ahead: [1, 1],
  },
  'on one instrument only': {
    make: ofCloses((close) =>
      close.map((v, i) => (close[0]! > 1000 ? (close[i + 1] ?? v) - v : v - (close[i - 1] ?? v))),
    ),
    ahead: [1, 1],
  },
  'a feature of the catalogue over a leak': {
    make: withFeatures(() => ({ x: ema({ of: lateColumn(), period: 3 }) })),
    ahead: [1, 1],
  },
  'a difference with a leak': {
    make: withFeatures(() => ({ x: minus({ of: [lateColumn(), 'close'] }) })),
    ahead: [1, 1],
  },
  'a column over a feature, shifted': {
    make: withFeatures(() => ({
      x: column({
        name: 'late',
        inputs: { r: rsi({ period: 5 }) },
        compute: ({ r }) => r.map((v, i) => (r[i + 1] ?? v) - 50),
      }),
    })),
    ahead: [1, 1],
  },
  'a column over a leaking column': {
    make: withFeatures(() => ({
      x: column({
        name: 'outer',
        inputs: { late: lateColumn() },
        compute: ({ late }) => late.map((v) => -v),
      }),
    })),
    ahead: [1, 1],
  },
  'sizing by the volatility to come': {
    make: ofCloses(
      (close) => futureOf(returns(close), 5, deviation),
      ({ x }) => buy(1, { exposure: Math.min(1, 0.002 / x!) }),
    ),
    place: 'sizing',
    ahead: [1, 5],
  },
  'a stop that knows the low to come': {
    make: withFeatures(
      () => ({
        close: 'close',
        worst: column({ name: 'worst', inputs: ['low'], compute: ({ low }) => futureOf(low, 3, least) }),
      }),
      ({ close, worst }) => (worst! < 0.99 * close! ? flat() : buy()),
    ),
    place: 'decision',
    ahead: [1, 3],
  },
  'confidence that knows the next bar': {
    make: ofCloses(
      (close) => next(close).map((v) => Math.abs(Math.tanh(v))),
      ({ x }) => buy(x!),
    ),
    place: 'decision',
    ahead: [1, 1],
  },
  'an edge that knows the next bar': {
    make: ofCloses(
      (close) => close.map((v, i) => ((close[i + 1] ?? v) / v - 1) * 1e4),
      ({ x }) => ({ action: 'buy', confidence: 1, edgeBps: x! }),
    ),
    place: 'decision',
    ahead: [1, 1],
  },
  'fills at prices that it knew': {
    make: ofCloses((close) => next(close, 3)),
    place: 'fills',
    ahead: [3, 3],
  },
  'equity that it should not have': {
    make: ofCloses((close) => next(close, 4)),
    place: 'equity',
    ahead: [4, 4],
  },
  'a kernel that reads the next row': {
    make: withFeatures(() => ({ x: streaming(peekingKernel(1)) })),
    ahead: [1, 1],
  },
  'a kernel that reads three rows on': {
    make: withFeatures(() => ({ x: streaming(peekingKernel(3)) })),
    ahead: [3, 3],
  },
  'a kernel that takes the mean of its block': {
    make: withFeatures(() => ({ x: streaming(blockKernel((part) => mean(part))) })),
    ahead: 'end',
  },
  'a kernel that takes the maximum to come': {
    make: withFeatures(() => ({ x: streaming(blockKernel((part, i) => most(part.subarray(i, i + 5)))) })),
    ahead: [1, 4],
  },
  'a kernel that reads behind its view': {
    make: withFeatures(() => ({ x: streaming(bufferKernel) })),
    ahead: [1, 1],
  },
  'a peeking kernel on 4 hours': {
    make: withFeatures(() => ({ x: onTimeframe('4h', streaming(peekingKernel(1))) })),
  },
  'a peeking kernel on settlements': {
    make: withFeatures(() => ({
      x: streaming(peekingKernel(1), { inputs: ['settlementRate'], clock: 'funding' }),
    })),
  },
  'a kernel whose snapshot lies': {
    make: withFeatures(() => ({ x: streaming(lyingKernel) })),
    kind: 'notRestarted',
  },
  'a memory beside the columns': { make: throughMemory(), place: 'decision' },
  'a memory of the first time': { make: throughFirstMemory(), ahead: 'end' },
  'a memory beside the kernels': { make: throughKernelMemory(), place: 'decision' },
  'a memory between instruments': { make: acrossInstruments(), ahead: [1, 1] },
  'chance in a column': {
    make: ofCloses((close) => close.map(() => Math.random() - 0.5)),
    kind: 'notRepeatable',
  },
  'chance in the decision': {
    make: withFeatures(
      () => ({ x: 'close' }),
      () => (Math.random() > 0.5 ? buy() : sell()),
    ),
    kind: 'notRepeatable',
    place: 'decision',
  },
  'a rolling window that is shifted back': {
    make: ofCloses((close) =>
      rolling(close, 5, mean).map((_, i, all) => (all[i + 2] ?? Number.NaN) - close[i]!),
    ),
    ahead: [1, 2],
  },
}
