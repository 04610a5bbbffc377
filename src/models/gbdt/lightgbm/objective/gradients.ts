import type { Crew } from '../../kernel/crew.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import {
  LOSS_BINARY,
  LOSS_BYTES,
  LOSS_CLASSES,
  LOSS_KIND,
  LOSS_LABELS,
  LOSS_MULTICLASS,
  LOSS_NEGATIVE_WEIGHT,
  LOSS_PAIRS,
  LOSS_POSITIVE_WEIGHT,
  LOSS_REGRESSION,
  LOSS_ROWS,
  LOSS_SCORES,
  LOSS_SIGMOID,
  LOSS_WEIGHTS,
  OP_LIGHTGBM_GRADIENTS,
} from '../../kernel/layout/lightgbm.ts'
import { loadFloats } from '../../kernel/load-floats.ts'
import type { Targets } from '../../training/targets.ts'
import type { LightgbmParams } from '../param-types.ts'
import type { Objective } from './objectives.ts'

const KINDS = { regression: LOSS_REGRESSION, binary: LOSS_BINARY, multiclass: LOSS_MULTICLASS }

/** Gradients and hessians of the objective at the scores. */
export class Gradients {
  /** [classes × rows × 2] */
  readonly pairs: Float32Array
  readonly #kernel: Kernel
  readonly #crew: Crew
  readonly #rows: number
  readonly #loss: number
  readonly #address: number

  constructor(
    kernel: Kernel,
    crew: Crew,
    params: LightgbmParams,
    objective: Objective,
    { labels, weights }: Targets,
    scores: number,
  ) {
    this.#kernel = kernel
    this.#crew = crew
    this.#rows = labels.length
    this.#loss = kernel.take(LOSS_BYTES)
    this.#address = kernel.take(labels.length * objective.classes * 8)
    this.pairs = kernel.f32(this.#address, labels.length * objective.classes * 2)
    const field = kernel.u32(this.#loss, LOSS_BYTES / 4)
    field[LOSS_KIND / 4] = KINDS[params.objective]
    field[LOSS_ROWS / 4] = labels.length
    field[LOSS_CLASSES / 4] = objective.classes
    field[LOSS_SCORES / 4] = scores
    field[LOSS_LABELS / 4] = loadFloats(kernel, labels)
    field[LOSS_WEIGHTS / 4] = weights ? loadFloats(kernel, weights) : 0
    field[LOSS_PAIRS / 4] = this.#address
    const real = kernel.f64(this.#loss, LOSS_BYTES / 8)
    real[LOSS_SIGMOID / 8] = params.sigmoid
    real[LOSS_NEGATIVE_WEIGHT / 8] = objective.labelWeights[0]
    real[LOSS_POSITIVE_WEIGHT / 8] = objective.labelWeights[1]
  }

  /** Writes the pairs anew. */
  compute(): void {
    this.#crew.perform(this.#kernel, OP_LIGHTGBM_GRADIENTS, this.#loss)
  }

  /** Address of the pairs of one class. */
  pairsOfClass(k: number): number {
    return this.#address + k * this.#rows * 8
  }
}
