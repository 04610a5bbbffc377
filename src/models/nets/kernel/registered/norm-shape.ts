import { QtError } from '../../../../core/error.ts'
import type { TensorInfo } from '../../kit/tensorflow.ts'

/** Rows and columns of x, which the other tensors must have as many of. */
export function normShape(name: string, x: TensorInfo, byColumn: readonly TensorInfo[]): [number, number] {
  const [rows, columns] = x.shape as [number, number]
  const isFit = byColumn.every(({ shape }) => shape.length === 1 && shape[0] === columns)
  if (isFit && x.shape.length === 2 && rows > 0 && columns > 0) return [rows, columns]
  const shapes = [x, ...byColumn].map(({ shape }) => `[${shape}]`).join(', ')
  const hint = 'x [rows, columns], then one number a column, none empty'
  throw new QtError('usage', `${name}: ${shapes} do not fit`, hint)
}
