import type { Tensor, TensorInfo } from '../../kit/tensorflow.ts'
import type { KernelDefinition } from './definition.ts'
import { normShape } from './norm-shape.ts'

interface Inputs extends Record<string, TensorInfo> {
  /** [rows, columns] */
  readonly x: TensorInfo
  /** [columns] */
  readonly gain: TensorInfo
  /** [columns] */
  readonly offset: TensorInfo
}

interface Attributes {
  readonly epsilon: number
}

/** Each row centred and scaled by its own mean and biased variance, times gain plus offset. */
export const layerNorm: KernelDefinition<Inputs, Attributes> = {
  name: 'QtLayerNorm',
  forward(heap, { x, gain, offset }, { epsilon }) {
    const [rows, columns] = normShape('layer norm', x, [gain, offset])
    const out = heap.output(x.shape)
    const [atX, atGain, atOffset] = [heap.address(x), heap.address(gain), heap.address(offset)]
    heap.kernel.layerNorm(atX, rows, columns, atGain, atOffset, epsilon, heap.address(out))
    return out
  },
  backward: {
    saveInputs: ['x', 'gain'],
    gradient(run, [dy], [x, gain], { epsilon }) {
      const inputs = { x, dy, gain }
      const [dx, dGain, dOffset] = run<[Tensor, Tensor, Tensor]>('QtLayerNormGradient', inputs, { epsilon })
      return { x: () => dx, gain: () => dGain, offset: () => dOffset }
    },
  },
}

interface GradientInputs extends Record<string, TensorInfo> {
  readonly x: TensorInfo
  readonly dy: TensorInfo
  readonly gain: TensorInfo
}

/** Gradients of x, gain and offset. */
export const layerNormGradient: KernelDefinition<GradientInputs, Attributes> = {
  name: 'QtLayerNormGradient',
  forward(heap, { x, dy, gain }, { epsilon }) {
    const [rows, columns] = x.shape as [number, number]
    const outputs = [heap.output(x.shape), heap.output([columns]), heap.output([columns])]
    const [dx, dGain, dOffset] = outputs.map(heap.address) as [number, number, number]
    const [atX, atDy, atGain] = [heap.address(x), heap.address(dy), heap.address(gain)]
    const space = heap.scratch(heap.kernel.normSpace(columns))
    heap.kernel.layerNormGradient(atX, atDy, rows, columns, atGain, epsilon, space, dx, dGain, dOffset) // prettier-ignore
    return outputs
  },
}
