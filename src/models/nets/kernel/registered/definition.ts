import type { Heap } from '../../kit/heap.ts'
import type { Tensor, TensorInfo } from '../../kit/tensorflow.ts'

/** Runs a registered kernel, for gradients that are made of kernels. */
export type RunKernel = <T extends Tensor | Tensor[]>(name: string, inputs: object, attributes?: object) => T

type NamedTensors = Readonly<Record<string, TensorInfo>>

/** An operation as TensorFlow.js registers it: from tensors to new tensors, and its gradient. */
export interface KernelDefinition<
  Inputs extends NamedTensors = NamedTensors,
  Attributes extends object = object,
> {
  readonly name: string
  /** Checks shapes, makes the outputs and computes them. */
  forward(heap: Heap, inputs: Inputs, attributes: Attributes): TensorInfo | TensorInfo[]
  readonly backward?: Backward<Inputs, Attributes>
}

export interface Backward<Inputs extends NamedTensors, Attributes extends object> {
  /** Inputs and outputs that the gradient needs, in this order in `saved`. An input that may be absent cannot be here. */
  readonly saveInputs: readonly (keyof Inputs & string)[]
  readonly saveOutputs?: readonly boolean[]
  /**
   * From the gradients of the outputs to those of the inputs. TensorFlow.js calls the functions of the inputs that
   * need one, and no others. What several share is made before, not inside: each is tidied by itself.
   */
  gradient(
    run: RunKernel,
    outputGradients: readonly Tensor[],
    saved: readonly Tensor[],
    attributes: Attributes,
  ): { readonly [Name in keyof Required<Inputs>]: () => Tensor }
}
