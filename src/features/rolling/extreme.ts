import { FieldState } from '../state.ts'

/**
 * Maximum (or minimum) of the last `window` rows, amortised O(1).
 *
 * Rows are cut into blocks of `window`. A window is the tail of the previous block and the head of the current
 * one, so its extreme is the greater of a suffix extreme of the one and a running extreme of the other
 * (van Herk 1992, Gil & Werman 1993). The result does not depend on where the blocks begin.
 *
 * NaN until `window` rows were seen; leading NaN rows do not count. A later NaN makes NaN of every window that
 * holds it and of no other.
 */
export class RollingExtreme extends FieldState {
  readonly window: number
  /** −1 turns maximum into minimum: min(x) = −max(−x), exactly. */
  private readonly sign: number
  /** [0, position): rows of the current block; [position, window): suffix maxima of the previous one. */
  private readonly ring: Float64Array
  private position = 0
  private head = Number.NEGATIVE_INFINITY
  /** 1 once a block is complete. */
  private isFull = 0

  constructor(which: 'max' | 'min', window: number) {
    super()
    this.window = window
    this.sign = which === 'max' ? 1 : -1
    this.ring = new Float64Array(window)
  }

  /** `out` may be `x` itself. */
  run(x: Float64Array, out: Float64Array, from: number, to: number): void {
    const { window, sign, ring } = this
    let { position, head, isFull } = this
    for (let i = from; i < to; i++) {
      const value = sign * x[i]!
      if (isFull === 0 && Number.isNaN(value)) {
        out[i] = Number.NaN
        continue
      }
      head = Math.max(head, value)
      ring[position++] = value
      if (position < window) {
        out[i] = isFull === 0 ? Number.NaN : sign * Math.max(head, ring[position]!)
        continue
      }
      out[i] = sign * head
      toSuffixMaxima(ring)
      position = 0
      head = Number.NEGATIVE_INFINITY
      isFull = 1
    }
    this.position = position
    this.head = head
    this.isFull = isFull
  }
}

function toSuffixMaxima(ring: Float64Array): void {
  let suffix = Number.NEGATIVE_INFINITY
  for (let j = ring.length - 1; j >= 0; j--) {
    suffix = Math.max(suffix, ring[j]!)
    ring[j] = suffix
  }
}
