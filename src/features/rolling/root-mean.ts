import { Scratch } from '../scratch.ts'
import { StatefulKernel } from '../state.ts'
import { RollingSum } from './rolling-sum.ts'

/** The variance that one row contributes; `inputs` are the kernel's own, the row index last. */
export type RowVariances = (
  inputs: readonly Float64Array[],
  out: Float64Array,
  from: number,
  to: number,
) => void

/** √(mean of the rows' variances over the last `period` rows); a mean below 0 (Garman–Klass may have one) gives 0. */
export class RootMeanKernel extends StatefulKernel {
  private readonly sum: RollingSum
  readonly #variances: RowVariances
  readonly #rows = new Scratch()

  constructor(period: number, variances: RowVariances) {
    super()
    this.sum = new RollingSum(period)
    this.#variances = variances
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const out = outputs[0]!
    const variances = this.#rows.rows(to)
    this.#variances(inputs, variances, from, to)
    this.sum.run(variances, inputs[inputs.length - 1]!, out, from, to)
    const period = this.sum.window
    for (let i = from; i < to; i++) out[i] = Math.sqrt(Math.max(0, out[i]! / period))
  }
}
