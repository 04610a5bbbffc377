import type { Kernel } from './kernel.ts'

/**
 * Who carries out the kernel's operations: this thread alone, or several threads, a part each. An operation is
 * done when `perform` returns. Parts never share what they write, so any crew gives the same bits.
 */
export interface Crew {
  /** Parts that an operation is cut into. */
  readonly parts: number
  perform(kernel: Kernel, operation: number, record: number): void
}

/** This thread does all. */
export const ALONE: Crew = {
  parts: 1,
  perform: (kernel, operation, record) => kernel.exports.perform(operation, record, 0, 1),
}
