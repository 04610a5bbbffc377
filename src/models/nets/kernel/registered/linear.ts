import { QtError } from '../../../../core/error.ts'
import type { Tensor, TensorInfo } from '../../kit/tensorflow.ts'
import type { KernelDefinition, RunKernel } from './definition.ts'
import { FLOAT_BYTES, sizeOf } from './shape.ts'

interface Inputs extends Record<string, TensorInfo> {
  /** [rows, inputs] */
  readonly x: TensorInfo
  /** [outputs, inputs] */
  readonly weight: TensorInfo
  /** [outputs] */
  readonly bias: TensorInfo
}

interface Attributes {
  readonly activation: 'none' | 'relu'
}

/** y = x · Wᵀ + b, and max(y, 0) for `relu`. */
export const linear: KernelDefinition<Inputs, Attributes> = {
  name: 'QtLinear',
  forward(heap, inputs, { activation }) {
    checkFit(inputs)
    const { x, weight, bias } = inputs
    const [m, k] = x.shape as [number, number]
    const n = bias.shape[0]!
    const out = heap.output([m, n])
    const space = heap.scratch(heap.kernel.productSpace())
    const row = k * FLOAT_BYTES
    const [atX, atWeight, atBias] = [heap.address(x), heap.address(weight), heap.address(bias)]
    const isRelu = Number(activation === 'relu')
    heap.kernel.product(
      atX,
      row,
      FLOAT_BYTES,
      atWeight,
      FLOAT_BYTES,
      row,
      m,
      k,
      n,
      atBias,
      isRelu,
      heap.address(out),
      space,
    )
    return out
  },
  backward: {
    saveInputs: ['x', 'weight'],
    saveOutputs: [true],
    gradient(run, [dy], [x, weight, y], { activation }) {
      const before = activation === 'relu' ? run<Tensor>('QtReluGradient', { dy, y }) : dy!
      return {
        x: () => matMul(run, before, weight!, false),
        weight: () => matMul(run, before, x!, true),
        bias: () => run('QtColumnSums', { x: before }),
      }
    },
  },
}

function matMul(run: RunKernel, a: Tensor, b: Tensor, transposeA: boolean): Tensor {
  return run('QtMatMul', { a, b }, { transposeA, transposeB: false })
}

function checkFit({ x, weight, bias }: Inputs): void {
  const isFit = x.shape[1] === weight.shape[1] && weight.shape[0] === bias.shape[0]
  if (isFit && x.shape.length === 2 && sizeOf(x.shape) > 0 && sizeOf(weight.shape) > 0) return
  const shapes = `x [${x.shape}], weight [${weight.shape}], bias [${bias.shape}]`
  const hint = 'x [rows, inputs], weight [outputs, inputs], bias [outputs], none empty'
  throw new QtError('usage', `linear: ${shapes} do not fit`, hint)
}
