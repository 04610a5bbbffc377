import type { Tensor, TensorInfo } from '../../kit/tensorflow.ts'
import type { KernelDefinition, RunKernel } from './definition.ts'

interface Inputs extends Record<string, TensorInfo> {
  /** [rows, columns] */
  readonly x: TensorInfo
  /** [rows, columns] */
  readonly dy: TensorInfo
  /** [columns], as the others */
  readonly gain: TensorInfo
  readonly mean: TensorInfo
  readonly variance: TensorInfo
}

interface Attributes {
  readonly epsilon: number
  /** Whether mean and variance are those of x, and follow it. */
  readonly follows: boolean
}

/** Gradients of x, gain and offset. */
export const batchNormGradient: KernelDefinition<Inputs, Attributes> = {
  name: 'QtBatchNormGradient',
  forward(heap, { x, dy, gain, mean, variance }, { epsilon, follows }) {
    const [rows, columns] = x.shape as [number, number]
    const outputs = [heap.output(x.shape), heap.output([columns]), heap.output([columns])]
    const [dx, dGain, dOffset] = outputs.map(heap.address) as [number, number, number]
    const [atX, atDy, atGain] = [heap.address(x), heap.address(dy), heap.address(gain)]
    const [atMean, atVariance] = [heap.address(mean), heap.address(variance)]
    const space = heap.scratch(heap.kernel.normSpace(columns))
    heap.kernel.batchNormGradient(
      atX,
      atDy,
      rows,
      columns,
      atMean,
      atVariance,
      atGain,
      epsilon,
      Number(follows),
      space,
      dx,
      dGain,
      dOffset,
    ) // prettier-ignore
    return outputs
  },
}

export function batchNormGradients(
  run: RunKernel,
  inputs: { readonly [name in keyof Inputs]: Tensor | undefined },
  attributes: Attributes,
) {
  const [dx, dGain, dOffset] = run<[Tensor, Tensor, Tensor]>(batchNormGradient.name, inputs, attributes)
  return { x: () => dx, gain: () => dGain, offset: () => dOffset }
}
