import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'

/**
 * Moving average convergence/divergence: line = EMA(fast) − EMA(slow), signal = EMA of the line, histogram = their
 * difference. Units of the source.
 *
 * Both averages start at row slow − 1, the fast one with the mean of the last `fast` rows up to there, and nothing
 * is given before the signal is known (TA-Lib MACD). A row that is not finite gives NaN and is skipped.
 */
class MacdKernel extends StatefulKernel {
  private readonly fast: number
  private readonly slow: number
  private readonly signal: number
  private rows = 0
  private fastAverage = 0
  private slowAverage = 0
  private signalAverage = 0

  constructor(fast: number, slow: number, signal: number) {
    super()
    this.fast = Math.min(fast, slow)
    this.slow = Math.max(fast, slow)
    this.signal = signal
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const x = inputs[0]!
    const [lines, signals, histograms] = outputs as [Float64Array, Float64Array, Float64Array]
    const warmUp = this.slow + this.signal - 1
    const fastWeight = 2 / (this.fast + 1)
    const slowWeight = 2 / (this.slow + 1)
    const signalWeight = 2 / (this.signal + 1)
    let i = from
    for (; i < to && this.rows < warmUp; i++) {
      const isKnown = Number.isFinite(x[i]!)
      if (isKnown) this.seed(x[i]!)
      const isReady = isKnown && this.rows === warmUp
      lines[i] = isReady ? this.fastAverage - this.slowAverage : Number.NaN
      signals[i] = isReady ? this.signalAverage : Number.NaN
      histograms[i] = lines[i]! - signals[i]!
    }
    let { fastAverage, slowAverage, signalAverage } = this
    for (; i < to; i++) {
      const value = x[i]!
      if (!Number.isFinite(value)) {
        lines[i] = signals[i] = histograms[i] = Number.NaN
        continue
      }
      fastAverage += (value - fastAverage) * fastWeight
      slowAverage += (value - slowAverage) * slowWeight
      const line = fastAverage - slowAverage
      signalAverage += (line - signalAverage) * signalWeight
      lines[i] = line
      signals[i] = signalAverage
      histograms[i] = line - signalAverage
    }
    this.fastAverage = fastAverage
    this.slowAverage = slowAverage
    this.signalAverage = signalAverage
  }

  /** Row by row: means of the first rows, then both averages move while the mean of their first lines is taken. */
  private seed(value: number): void {
    this.rows++
    if (this.rows <= this.slow) {
      this.slowAverage += value / this.slow
      if (this.rows > this.slow - this.fast) this.fastAverage += value / this.fast
    } else {
      this.fastAverage += ((value - this.fastAverage) * 2) / (this.fast + 1)
      this.slowAverage += ((value - this.slowAverage) * 2) / (this.slow + 1)
    }
    if (this.rows >= this.slow) this.signalAverage += (this.fastAverage - this.slowAverage) / this.signal
  }
}

export const macd = defineFeature({
  name: 'macd',
  group: 'momentum',
  summary:
    'EMA(fast) − EMA(slow), its EMA (signal) and their difference (histogram); the averages are seeded at the same bar (TA-Lib MACD).',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: {
    fast: { default: 12, min: 2, max: 10_000, unit: 'bars' },
    slow: { default: 26, min: 2, max: 10_000, unit: 'bars' },
    signal: { default: 9, min: 1, max: 10_000, unit: 'bars' },
  },
  outputs: ['line', 'signal', 'histogram'],
  memory: 'infinite',
  lookback: ({ fast, slow, signal }) => Math.max(fast, slow) + signal - 2,
  kernel: ({ fast, slow, signal }) => new MacdKernel(fast, slow, signal),
})
