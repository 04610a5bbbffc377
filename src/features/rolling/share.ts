import { Scratch } from '../scratch.ts'
import { StatefulKernel } from '../state.ts'
import { sumOf, type WindowSum } from './short-sum.ts'

/** The parts and the wholes of rows [from, to); `inputs` are the kernel's own, the row index last. */
export type PartsAndWholes = (
  inputs: readonly Float64Array[],
  parts: Float64Array,
  wholes: Float64Array,
  from: number,
  to: number,
) => void

/** Σ part / Σ whole over the last `period` rows; `empty` where the wholes sum to 0. */
export class ShareKernel extends StatefulKernel {
  private readonly partSum: WindowSum
  private readonly wholeSum: WindowSum
  private readonly empty: number
  readonly #split: PartsAndWholes
  readonly #wholes = new Scratch()

  constructor(period: number, empty: number, split: PartsAndWholes) {
    super()
    this.partSum = sumOf(period)
    this.wholeSum = sumOf(period)
    this.empty = empty
    this.#split = split
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const out = outputs[0]!
    const index = inputs[inputs.length - 1]!
    const wholes = this.#wholes.rows(to)
    this.#split(inputs, out, wholes, from, to)
    this.partSum.run(out, index, out, from, to)
    this.wholeSum.run(wholes, index, wholes, from, to)
    for (let i = from; i < to; i++) out[i] = wholes[i] === 0 ? this.empty : out[i]! / wholes[i]!
  }
}
