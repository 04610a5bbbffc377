/** Mean over windows, channels and steps, in standardised units. */
export interface Score {
  readonly mse: number
  readonly mae: number
}

/** Errors of forecasts, gathered window by window, so that any number of the first windows can be scored. */
export class WindowErrors {
  readonly windows: number
  private readonly squared: Float64Array
  private readonly absolute: Float64Array
  private readonly valuesEach: number

  /** @param valuesEach channels · horizon */
  constructor(windows: number, valuesEach: number) {
    this.windows = windows
    this.valuesEach = valuesEach
    this.squared = new Float64Array(windows)
    this.absolute = new Float64Array(windows)
  }

  /** One channel of one window: `forecast` against the rows of `truth` from `origin` on. */
  add(window: number, forecast: ArrayLike<number>, truth: ArrayLike<number>, origin: number): void {
    let squared = 0
    let absolute = 0
    for (let step = 0; step < forecast.length; step++) {
      const error = forecast[step]! - truth[origin + step]!
      squared += error * error
      absolute += Math.abs(error)
    }
    this.squared[window]! += squared
    this.absolute[window]! += absolute
  }

  /** @param count so many of the first windows */
  score(count = this.windows): Score {
    const values = count * this.valuesEach
    return {
      mse: sumOf(this.squared.subarray(0, count)) / values,
      mae: sumOf(this.absolute.subarray(0, count)) / values,
    }
  }
}

/** Windows left when the last batch is thrown away unless it is full. */
export const fullBatches = (windows: number, batch: number): number => windows - (windows % batch)

function sumOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
