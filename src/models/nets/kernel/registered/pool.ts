import { QtError } from '../../../../core/error.ts'
import type { TensorInfo } from '../../kit/tensorflow.ts'
import type { KernelDefinition } from './definition.ts'

interface Attributes {
  /** Numbers a group. */
  readonly size: number
  readonly pooling: 'max' | 'average'
}

/** The largest or the mean of each group of a row. [rows, length] → [rows, ⌈length / size⌉] */
export const pool: KernelDefinition<{ x: TensorInfo }, Attributes> = {
  name: 'QtPool',
  forward(heap, { x }, { size, pooling }) {
    checkSize(x, size)
    const [rows, length] = x.shape as [number, number]
    const out = heap.output([rows, Math.ceil(length / size)])
    const pass = pooling === 'max' ? heap.kernel.poolMax : heap.kernel.poolAverage
    pass(heap.address(x), rows, length, size, heap.address(out))
    return out
  },
  backward: {
    saveInputs: ['x'],
    gradient: (run, [dy], [x], attributes) => ({ x: () => run('QtPoolGradient', { x, dy }, attributes) }),
  },
}

/** Where the largest lay, or evenly over the group. */
export const poolGradient: KernelDefinition<{ x: TensorInfo; dy: TensorInfo }, Attributes> = {
  name: 'QtPoolGradient',
  forward(heap, { x, dy }, { size, pooling }) {
    const [rows, length] = x.shape as [number, number]
    const out = heap.output(x.shape)
    const [atDy, atOut] = [heap.address(dy), heap.address(out)]
    if (pooling === 'max') heap.kernel.poolMaxGradient(heap.address(x), atDy, rows, length, size, atOut)
    else heap.kernel.poolAverageGradient(atDy, rows, length, size, atOut)
    return out
  },
}

function checkSize({ shape }: TensorInfo, size: number): void {
  if (shape.length === 2 && Number.isInteger(size) && size >= 1) return
  const hint = 'x [rows, length], whole groups of at least 1'
  throw new QtError('usage', `pool: x [${shape}] in groups of ${size}`, hint)
}
