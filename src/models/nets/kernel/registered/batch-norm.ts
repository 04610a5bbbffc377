import type { TensorInfo } from '../../kit/tensorflow.ts'
import { batchNormGradients } from './batch-norm-gradient.ts'
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

/** y, and the mean and biased variance of each column, which are not differentiated. */
export const batchNorm: KernelDefinition<Inputs, Attributes> = {
  name: 'QtBatchNorm',
  forward(heap, { x, gain, offset }, { epsilon }) {
    const [rows, columns] = normShape('batch norm', x, [gain, offset])
    const outputs = [heap.output(x.shape), heap.output([columns]), heap.output([columns])]
    const [y, mean, variance] = outputs.map(heap.address) as [number, number, number]
    const [atX, atGain, atOffset] = [heap.address(x), heap.address(gain), heap.address(offset)]
    const space = heap.scratch(heap.kernel.normSpace(columns))
    heap.kernel.columnMoments(atX, rows, columns, space, mean, variance)
    heap.kernel.normalise(atX, rows, columns, mean, variance, atGain, atOffset, epsilon, space, y)
    return outputs
  },
  backward: {
    saveInputs: ['x', 'gain'],
    saveOutputs: [false, true, true],
    gradient: (run, [dy], [x, gain, mean, variance], { epsilon }) =>
      batchNormGradients(run, { x, dy, gain, mean, variance }, { epsilon, follows: true }),
  },
}
