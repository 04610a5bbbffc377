import type { Kernel } from '../kernel/kernel.ts'

/** Rows of a node in the kernel: addresses of their numbers and of their (gradient, hessian) pairs, aligned. */
export interface RowRange {
  readonly rows: number
  readonly pairs: number
  readonly count: number
  /** Which of the two places that partitioning moves between holds them; the root's are in neither. */
  readonly place: 'root' | 'even' | 'odd'
  /** Position of the first row in its place. */
  readonly first: number
}

/** The rows that a tree begins with. @param rows, pairs addresses */
export function rootRange(rows: number, pairs: number, count: number): RowRange {
  return { rows, pairs, count, place: 'root', first: 0 }
}

/** Puts the numbers 0 … count − 1 into the kernel. @returns their address */
export function takeRowNumbers(kernel: Kernel, count: number): number {
  const address = kernel.take(count * 4)
  const numbers = kernel.u32(address, count)
  for (let row = 0; row < count; row++) numbers[row] = row
  return address
}
