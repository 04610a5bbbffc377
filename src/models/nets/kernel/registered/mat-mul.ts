import { QtError } from '../../../../core/error.ts'
import type { Tensor, TensorInfo } from '../../kit/tensorflow.ts'
import type { KernelDefinition } from './definition.ts'
import { FLOAT_BYTES, sizeOf } from './shape.ts'

interface Transposes {
  readonly transposeA: boolean
  readonly transposeB: boolean
}

/** One matrix of a batch: shape as it takes part in the product, and bytes from row to row and column to column. */
interface View {
  readonly rows: number
  readonly columns: number
  readonly row: number
  readonly column: number
}

/** Products of the pairs of a batch, or of two plain matrices; either side may be given transposed. */
export const matMul: KernelDefinition<{ a: TensorInfo; b: TensorInfo }, Transposes> = {
  name: 'QtMatMul',
  forward(heap, { a, b }, { transposeA, transposeB }) {
    const [left, right] = [viewOf(a, transposeA), viewOf(b, transposeB)]
    checkFit(a, b, left, right)
    const batch = a.shape.slice(0, -2)
    const out = heap.output([...batch, left.rows, right.columns])
    const space = heap.scratch(heap.kernel.productSpace())
    const [m, k, n] = [left.rows, left.columns, right.columns]
    const [atA, atB, atC] = [heap.address(a), heap.address(b), heap.address(out)]
    for (let i = 0; i < sizeOf(batch); i++) {
      const [aHere, bHere] = [atA + i * m * k * FLOAT_BYTES, atB + i * k * n * FLOAT_BYTES]
      const cHere = atC + i * m * n * FLOAT_BYTES
      heap.kernel.product(
        aHere,
        left.row,
        left.column,
        bHere,
        right.row,
        right.column,
        m,
        k,
        n,
        0,
        0,
        cHere,
        space,
      )
    }
    return out
  },
  backward: {
    saveInputs: ['a', 'b'],
    gradient(run, [dy], [a, b], { transposeA: ta, transposeB: tb }) {
      const times = (left: unknown, right: unknown, transposeA: boolean, transposeB: boolean) =>
        run<Tensor>('QtMatMul', { a: left, b: right }, { transposeA, transposeB })
      return {
        a: () => (ta ? times(b, dy, tb, true) : times(dy, b, false, !tb)),
        b: () => (tb ? times(dy, a, true, ta) : times(a, dy, !ta, false)),
      }
    },
  },
}

function viewOf({ shape }: TensorInfo, isTransposed: boolean): View {
  const [rows, columns] = shape.slice(-2) as [number, number]
  const wide = columns * FLOAT_BYTES
  if (isTransposed) return { rows: columns, columns: rows, row: FLOAT_BYTES, column: wide }
  return { rows, columns, row: wide, column: FLOAT_BYTES }
}

function checkFit(a: TensorInfo, b: TensorInfo, left: View, right: View): void {
  const [batchA, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)]
  const isSameBatch = batchA.length === batchB.length && batchA.every((length, i) => length === batchB[i])
  const isFull = sizeOf(a.shape) > 0 && sizeOf(b.shape) > 0
  if (isSameBatch && isFull && left.columns === right.rows) return
  const product = `[${batchA}] of ${left.rows} × ${left.columns} · [${batchB}] of ${right.rows} × ${right.columns}`
  throw new QtError('usage', `matrices do not fit: ${product}`, 'same batch, same inner length, none empty')
}
