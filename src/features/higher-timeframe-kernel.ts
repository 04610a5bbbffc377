import type { FeatureSpec, InputName } from './definition.ts'
import { FeatureGraph } from './graph.ts'
import { StatefulKernel } from './state.ts'

/** Bars taken in before the higher bars that closed meanwhile are computed. */
const CHUNK = 256

/** How a column of a higher bar comes from those of its bars: `total` so far, and the next `value`. */
const AGGREGATES: Partial<Record<InputName, (total: number, value: number) => number>> = {
  open: (total) => total,
  high: Math.max,
  low: Math.min,
  volume: (total, value) => total + value,
  quoteVolume: (total, value) => total + value,
  tradeCount: (total, value) => total + value,
  takerBuyVolume: (total, value) => total + value,
}

/** Closes, and whatever is known as of a bar's end. */
const last = (_total: number, value: number): number => value

/**
 * Puts bars of a higher timeframe together and runs a feature over them as they close. A higher bar is closed
 * when one of its bars ends at its end, or when a later bar shows (after a gap) that its time is over. What was
 * already under way when the first bar came is left out: part of a bar is not a bar.
 *
 * Inputs: open time, end time, then the columns that the feature reads.
 */
export class HigherTimeframeKernel extends StatefulKernel {
  private readonly timeframeMs: number
  private readonly graph: FeatureGraph
  /** The higher bar under way, one value per column. */
  private readonly bar: Float64Array
  /** Its open time; NaN before the first. */
  private barTime = Number.NaN
  /** 0 when it has closed, or was already under way when the first bar came. */
  private isOpen = 0
  /** The feature at the last higher bar that closed. */
  private latest = Number.NaN
  readonly #columns: readonly InputName[]
  /** The higher bars that closed in this chunk, one buffer per column. */
  readonly #closed: readonly Float64Array[]
  /** For each row of the chunk, how many of them had closed by its end. */
  readonly #counts = new Float64Array(CHUNK)
  #count = 0

  constructor(timeframeMs: number, spec: FeatureSpec, columns: readonly InputName[]) {
    super()
    this.timeframeMs = timeframeMs
    this.graph = new FeatureGraph([spec], CHUNK + 1)
    this.bar = new Float64Array(columns.length)
    this.#columns = columns
    this.#closed = columns.map(() => new Float64Array(CHUNK + 1))
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    for (let start = from; start < to; start += CHUNK)
      this.runChunk(inputs, outputs[0]!, start, Math.min(start + CHUNK, to))
  }

  private runChunk(inputs: readonly Float64Array[], out: Float64Array, from: number, to: number): void {
    this.#count = 0
    for (let i = from; i < to; i++) {
      this.take(inputs, i)
      this.#counts[i - from] = this.#count
    }
    if (this.#count > 0) this.compute()
    const values = this.graph.outputs[0]!
    for (let i = from; i < to; i++) {
      const count = this.#counts[i - from]!
      out[i] = count > 0 ? values[count - 1]! : this.latest
    }
    if (this.#count > 0) this.latest = values[this.#count - 1]!
  }

  private compute(): void {
    const columns = this.graph.columns.map((name) => this.#closed[this.#columns.indexOf(name as InputName)]!)
    this.graph.run(columns, this.#count)
  }

  private take(inputs: readonly Float64Array[], row: number): void {
    const time = inputs[0]![row]!
    const barTime = Math.floor(time / this.timeframeMs) * this.timeframeMs
    const isNew = barTime !== this.barTime
    if (isNew) {
      this.close()
      this.isOpen = Number.isNaN(this.barTime) && time !== barTime ? 0 : 1
      this.barTime = barTime
    }
    for (let c = 0; c < this.bar.length; c++) {
      const value = inputs[c + 2]![row]!
      const aggregate = AGGREGATES[this.#columns[c]!] ?? last
      this.bar[c] = isNew ? value : aggregate(this.bar[c]!, value)
    }
    if (inputs[1]![row]! >= barTime + this.timeframeMs) this.close()
  }

  private close(): void {
    if (this.isOpen === 0) return
    this.isOpen = 0
    for (let c = 0; c < this.bar.length; c++) this.#closed[c]![this.#count] = this.closedValue(c)
    this.#count++
  }

  private closedValue(column: number): number {
    const name = this.#columns[column]
    if (name === 'time') return this.barTime
    if (name === 'endTime') return this.barTime + this.timeframeMs
    return name === 'barIndex' ? this.barTime / this.timeframeMs : this.bar[column]!
  }
}
