import { relativeChange } from './relative-change.ts'
import { RollingCovariance } from './rolling/rolling-covariance.ts'
import { StatefulKernel } from './state.ts'

/**
 * A figure of the last `period` bar returns of the benchmark (x) and of the instrument (y).
 * Inputs: close, close of the benchmark, row index.
 */
export class ReturnPairKernel extends StatefulKernel {
  private readonly window: RollingCovariance
  private previousClose = Number.NaN
  private previousBenchmark = Number.NaN
  readonly #figure: (window: RollingCovariance) => number

  constructor(period: number, figure: (window: RollingCovariance) => number) {
    super()
    this.window = new RollingCovariance(period)
    this.#figure = figure
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [closes, benchmarks, index] = inputs
    const out = outputs[0]!
    for (let i = from; i < to; i++) {
      const own = relativeChange(closes![i]!, this.previousClose)
      const benchmark = relativeChange(benchmarks![i]!, this.previousBenchmark)
      this.window.push(benchmark, own, index![i]!)
      out[i] = this.#figure(this.window)
      this.previousClose = closes![i]!
      this.previousBenchmark = benchmarks![i]!
    }
  }
}
