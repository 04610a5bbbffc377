import { QtError } from '../../../../core/error.ts'
import type { Tensor, TensorInfo } from '../../kit/tensorflow.ts'
import { batchNormGradients } from './batch-norm-gradient.ts'
import type { KernelDefinition } from './definition.ts'
import { normShape } from './norm-shape.ts'

interface Inputs extends Record<string, TensorInfo> {
  /** [rows, columns]; the others [columns] */
  readonly x: TensorInfo
  readonly mean: TensorInfo
  readonly variance: TensorInfo
  readonly gain: TensorInfo
  readonly offset: TensorInfo
}

/** (x − mean) · gain / √(variance + ε) + offset: batch norm after training. */
export const normalise: KernelDefinition<Inputs, { readonly epsilon: number }> = {
  name: 'QtNormalise',
  forward(heap, { x, mean, variance, gain, offset }, { epsilon }) {
    const byColumn = [mean, variance, gain, offset]
    const [rows, columns] = normShape('normalise', x, byColumn)
    const out = heap.output(x.shape)
    const at = byColumn.map(heap.address) as [number, number, number, number]
    const space = heap.scratch(heap.kernel.normSpace(columns))
    heap.kernel.normalise(heap.address(x), rows, columns, ...at, epsilon, space, heap.address(out))
    return out
  },
  backward: {
    saveInputs: ['x', 'gain', 'mean', 'variance'],
    gradient: (run, [dy], [x, gain, mean, variance], { epsilon }) => ({
      ...batchNormGradients(run, { x, dy, gain, mean, variance }, { epsilon, follows: false }),
      mean: () => noGradient('mean'),
      variance: () => noGradient('variance'),
    }),
  },
}

function noGradient(name: string): Tensor {
  throw new QtError('usage', `normalise: the ${name} was given and has no gradient`)
}
