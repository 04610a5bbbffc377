import { Candles, HISTORY } from './candles.ts'
import type { FeatureDefinition, FeatureParam } from './definition.ts'
import { StatefulKernel } from './state.ts'

/**
 * Writes what the pattern says of rows [from, to) into `signals`: above 0 bullish, below 0 bearish, 0 no pattern.
 * A condition is a 0 or 1 that is multiplied in (see `Candles`).
 */
export type Pattern = (candles: Candles, signals: Float64Array, from: number, to: number) => void

/** What a pattern compares bars with: their usual bodies, their usual ranges. */
export type Measure = 'bodies' | 'ranges'

const COLUMNS = ['opens', 'highs', 'lows', 'closes'] as const

/** Looks for one pattern; NaN until `lookback` bars without an unknown came before. */
class CandleKernel extends StatefulKernel {
  private readonly lookback: number
  /** The last bars of the block before, column by column. */
  private readonly history = new Float64Array(HISTORY * COLUMNS.length).fill(Number.NaN)
  /** Bars since the last one with an unknown. */
  private cleanBars = 0
  readonly #measures: readonly Measure[]
  readonly #pattern: Pattern
  #candles = new Candles(0)
  #signals = new Float64Array(0)

  constructor(lookback: number, measures: readonly Measure[], pattern: Pattern) {
    super()
    this.lookback = lookback
    this.#measures = measures
    this.#pattern = pattern
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const end = HISTORY + to - from
    const candles = this.load(inputs, from, to)
    candles.shape(end)
    if (this.#measures.includes('bodies')) candles.measureBodies(end)
    if (this.#measures.includes('ranges')) candles.measureRanges(end)
    this.#pattern(candles, this.#signals, HISTORY, end)
    this.answer(candles, outputs[0]!, from, to)
  }

  /** The bars of the block, behind those before it. */
  private load(inputs: readonly Float64Array[], from: number, to: number): Candles {
    const rows = HISTORY + to - from
    if (this.#signals.length < rows) {
      this.#candles = new Candles(rows)
      this.#signals = new Float64Array(rows)
    }
    COLUMNS.forEach((name, k) => {
      const past = this.history.subarray(k * HISTORY, (k + 1) * HISTORY)
      const column = this.#candles[name]
      column.set(past)
      column.set(inputs[k]!.subarray(from, to), HISTORY)
      past.set(column.subarray(rows - HISTORY, rows))
    })
    return this.#candles
  }

  private answer({ opens, highs, lows, closes }: Candles, out: Float64Array, from: number, to: number): void {
    const signals = this.#signals
    const lookback = this.lookback
    let cleanBars = this.cleanBars
    for (let i = from, row = HISTORY; i < to; i++, row++) {
      cleanBars = Number.isFinite(opens[row]! + highs[row]! + lows[row]! + closes[row]!) ? cleanBars + 1 : 0
      out[i] = cleanBars > lookback ? signals[row]! + 0 : Number.NaN // + 0 turns −0 into 0
    }
    this.cleanBars = cleanBars
  }
}

interface PatternDefinition<P extends string> {
  readonly name: string
  readonly summary: string
  readonly params: Readonly<Record<P, FeatureParam>>
  /** Bars before the first answer, as in TA-Lib. */
  readonly lookback: number
  readonly measures: readonly Measure[]
  readonly pattern: (params: Readonly<Record<P, number>>) => Pattern
}

/** The definition of a feature that looks for a candle pattern. */
export function candlePattern<P extends string = never>(
  definition: PatternDefinition<P>,
): FeatureDefinition<P, 'value'> {
  const { name, summary, params, lookback, measures, pattern } = definition
  return {
    name,
    group: 'candles',
    summary,
    clock: 'bar',
    inputs: ['open', 'high', 'low', 'close'],
    sources: 0,
    params,
    outputs: ['value'],
    memory: 'window',
    lookback: () => lookback,
    kernel: (values) => new CandleKernel(lookback, measures, pattern(values)),
  }
}

/** Patterns with a gap come from markets that close at night; where trading never stops there are hardly any gaps. */
export const GAP_PARAM: FeatureParam = { default: 1, min: 0, max: 1, unit: '1 = required, 0 = not' }
