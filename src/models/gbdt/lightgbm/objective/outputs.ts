import type { Kernel } from '../../kernel/kernel.ts'
import type { LightgbmObjective } from '../param-types.ts'

/** Turns raw scores into predictions: probabilities, or for regression the scores themselves. */
export class Outputs {
  readonly #kernel: Kernel
  readonly #rows: number
  readonly #classes: number
  readonly #address: number
  readonly #values: Float64Array

  constructor(kernel: Kernel, rows: number, classes: number) {
    this.#kernel = kernel
    this.#rows = rows
    this.#classes = classes
    this.#address = kernel.take(rows * classes * 8)
    this.#values = kernel.f64(this.#address, rows * classes)
  }

  /**
   * @param scores [classes × rows]
   * @returns [rows × classes], until the next call
   */
  of(scores: Float64Array, objective: LightgbmObjective, sigmoid: number): Float64Array {
    const values = this.#values
    const rows = this.#rows
    const classes = this.#classes
    for (let k = 0; k < classes; k++) {
      for (let row = 0; row < rows; row++) values[row * classes + k] = scores[k * rows + row]!
    }
    if (objective === 'binary') this.#kernel.exports.sigmoid64(this.#address, rows, sigmoid)
    if (objective === 'multiclass') this.#kernel.exports.softmax64(this.#address, rows, classes)
    return values
  }
}
