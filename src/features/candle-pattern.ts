import { Candles } from './candles.ts'
import { defineFeature, type FeatureParam } from './definition.ts'
import { RollingSum } from './rolling/rolling-sum.ts'
import { StatefulKernel } from './state.ts'

/** What a pattern says at row `i`: above 0 bullish, below 0 bearish, 0 no pattern. */
export type Pattern = (candles: Candles, i: number) => number

/** Sums that a pattern's measures need (see `Candles`). */
export type CandleSum = 'bodySums' | 'rangeSums' | 'recentRangeSums'

/** Rows of the block before that a pattern may look back on. */
const REACH = 3
const CARRIED = ['opens', 'highs', 'lows', 'closes', 'bodySums', 'rangeSums', 'recentRangeSums'] as const

/** Looks for one pattern, bar by bar; NaN until `lookback` bars without an unknown came before. */
class CandleKernel extends StatefulKernel {
  private readonly lookback: number
  private readonly bodySum = new RollingSum(10)
  private readonly rangeSum = new RollingSum(10)
  private readonly recentRangeSum = new RollingSum(5)
  /** The last rows of the block before, column by column. */
  private readonly carried = new Float64Array(REACH * CARRIED.length).fill(Number.NaN)
  /** Bars since the last one with an unknown. */
  private cleanBars = 0
  readonly #sums: readonly CandleSum[]
  readonly #pattern: Pattern
  #candles = new Candles(0)

  constructor(lookback: number, sums: readonly CandleSum[], pattern: Pattern) {
    super()
    this.lookback = lookback
    this.#sums = sums
    this.#pattern = pattern
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const out = outputs[0]!
    const pattern = this.#pattern
    const candles = this.load(inputs, from, to)
    this.sumUp(candles, REACH + to - from)
    for (let i = from, row = REACH; i < to; i++, row++) {
      this.cleanBars = candles.isKnown(row) ? this.cleanBars + 1 : 0
      out[i] = this.cleanBars > this.lookback ? pattern(candles, row) : Number.NaN
    }
    CARRIED.forEach((name, k) => {
      this.carried.set(candles[name].subarray(to - from, to - from + REACH), k * REACH)
    })
  }

  /** The rows of the block, behind those carried over. */
  private load(inputs: readonly Float64Array[], from: number, to: number): Candles {
    if (this.#candles.opens.length < REACH + to - from) this.#candles = new Candles(REACH + to - from)
    const candles = this.#candles
    CARRIED.forEach((name, k) => {
      candles[name].set(this.carried.subarray(k * REACH, (k + 1) * REACH))
    })
    const { opens, highs, lows, closes, index } = candles
    for (const [k, column] of [opens, highs, lows, closes, index].entries())
      column.set(inputs[k]!.subarray(from, to), REACH)
    return candles
  }

  private sumUp(candles: Candles, end: number): void {
    const { opens, highs, lows, closes, index, bodySums, rangeSums, recentRangeSums } = candles
    if (this.#sums.includes('bodySums')) {
      for (let i = REACH; i < end; i++) bodySums[i] = Math.abs(closes[i]! - opens[i]!)
      this.bodySum.run(bodySums, index, bodySums, REACH, end)
    }
    if (this.#sums.includes('rangeSums')) {
      for (let i = REACH; i < end; i++) rangeSums[i] = highs[i]! - lows[i]!
      this.rangeSum.run(rangeSums, index, rangeSums, REACH, end)
    }
    if (this.#sums.includes('recentRangeSums')) {
      for (let i = REACH; i < end; i++) recentRangeSums[i] = highs[i]! - lows[i]!
      this.recentRangeSum.run(recentRangeSums, index, recentRangeSums, REACH, end)
    }
  }
}

interface PatternDefinition<P extends string> {
  readonly name: string
  readonly summary: string
  readonly params: Readonly<Record<P, FeatureParam>>
  /** Bars before the first answer, as in TA-Lib. */
  readonly lookback: number
  readonly sums: readonly CandleSum[]
  readonly pattern: (params: Readonly<Record<P, number>>) => Pattern
}

/** A candle pattern as a feature. */
export function definePattern<P extends string = never>(definition: PatternDefinition<P>) {
  const { name, summary, params, lookback, sums, pattern } = definition
  return defineFeature<P, 'value'>({
    name,
    group: 'candles',
    summary,
    clock: 'bar',
    inputs: ['open', 'high', 'low', 'close', 'barIndex'],
    sources: 0,
    params,
    outputs: ['value'],
    memory: 'window',
    lookback: () => lookback,
    kernel: (values) => new CandleKernel(lookback, sums, pattern(values)),
  })
}

/** Patterns with a gap come from markets that close at night; where trading never stops there are hardly any gaps. */
export const GAP_PARAM: FeatureParam = { default: 1, min: 0, max: 1, unit: '1 = required, 0 = not' }
