import { type Kernel, type KernelState, packState, type StateFields, unpackState } from './kernel.ts'

/**
 * Base of kernels and of the rolling windows inside them: the state is every own field, so none is forgotten.
 * Fields may be numbers, Float64Arrays of fixed length and parts that have a snapshot of their own.
 */
export abstract class FieldState {
  snapshot(): KernelState {
    return packState(this as unknown as StateFields)
  }

  restore(state: KernelState): void {
    unpackState(this as unknown as StateFields, state)
  }
}

export abstract class StatefulKernel extends FieldState implements Kernel {
  abstract run(
    inputs: readonly Float64Array[],
    outputs: readonly Float64Array[],
    from: number,
    to: number,
  ): void
}
