import { Random } from '../../core/random.ts'
import type { Kit } from './kit/kit.ts'
import type { Tensor1D, Tensor2D, Variable } from './kit/tensorflow.ts'
import type { Weights } from './net.ts'

/** A matrix and its bias, lying as PyTorch's `nn.Linear` keeps them. */
export interface LinearWeights {
  /** [outputs, inputs] */
  readonly weight: Variable & Tensor2D
  /** [outputs] */
  readonly bias: Variable & Tensor1D
}

/**
 * Makes the weights of a net and gives them their first values, as PyTorch does. Each weight draws from a stream of
 * its own name, so that another layer more or less moves none of the others.
 */
export class Initialiser implements Weights {
  readonly trained: Map<string, Variable> = new Map()
  readonly kept: Map<string, Variable> = new Map()
  readonly #kit: Kit
  readonly #seed: number

  constructor(kit: Kit, seed: number) {
    this.#kit = kit
    this.#seed = seed
  }

  /** Weight and bias uniform in ±1/√inputs (He et al. 2015 with a = √5, the default of `nn.Linear`). */
  linear(name: string, inputs: number, outputs: number): LinearWeights {
    const bound = 1 / Math.sqrt(inputs)
    return {
      weight: this.uniform(`${name}.weight`, [outputs, inputs], bound) as Variable & Tensor2D,
      bias: this.uniform(`${name}.bias`, [outputs], bound) as Variable & Tensor1D,
    }
  }

  /** Uniform in ±bound. */
  uniform(name: string, shape: readonly number[], bound: number): Variable {
    const random = new Random(this.#seed, `weights ${name}`)
    const draw = () => (2 * random.uniform() - 1) * bound
    return this.#add(this.trained, name, shape, Float32Array.from({ length: sizeOf(shape) }, draw))
  }

  constant(name: string, shape: readonly number[], value: number): Variable {
    return this.#add(this.trained, name, shape, new Float32Array(sizeOf(shape)).fill(value))
  }

  /** A number kept beside the weights, not trained. */
  keep(name: string, shape: readonly number[], value: number): Variable {
    return this.#add(this.kept, name, shape, new Float32Array(sizeOf(shape)).fill(value))
  }

  #add(group: Map<string, Variable>, name: string, shape: readonly number[], values: Float32Array): Variable {
    const { tf } = this.#kit
    const variable = tf.tidy(() => tf.variable(tf.tensor(values, [...shape]), group === this.trained))
    group.set(name, variable)
    return variable
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1)
}
