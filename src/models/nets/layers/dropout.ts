import type { Kit } from '../kit/kit.ts'
import type { Tensor } from '../kit/tensorflow.ts'
import type { Mode } from '../net.ts'

/** Which elements to drop: each is dropped with probability `rate`, by a hash of the key and its position. */
export interface Mask {
  readonly rate: number
  readonly key: number
}

/** No element is dropped. */
export const KEEP_ALL: Mask = { rate: 0, key: 0 }

/** The mask of one dropout layer in one run of the net. */
export function drawMask(mode: Mode, rate: number): Mask {
  return mode.training && rate > 0 ? { rate, key: mode.nextKey() } : KEEP_ALL
}

/** Elements that are kept are divided by the share that is kept, so that sums keep their expectation. */
export function dropout<T extends Tensor>({ tf, hasKernels }: Kit, x: T, mask: Mask): T {
  if (mask.rate === 0) return x
  if (hasKernels) return tf.engine().runKernel('QtDropout', { x }, { ...mask }) as T
  return tf.mul(x, tf.tensor(maskValues(x.size, mask), x.shape)) as T
}

/**
 * The factor of each element: 0 or 1/(1 − rate). The kernels compute the same numbers in place.
 *
 * Element i is dropped when `mix(key + i · 0x9E3779B9) < rate · 2³²`, mix being the finaliser of MurmurHash3
 * (Appleby): a counter instead of a sequence, so that any part can be drawn again without the rest.
 */
export function maskValues(size: number, { rate, key }: Mask): Float32Array {
  const { limit, kept } = maskNumbers(rate)
  const values = new Float32Array(size)
  for (let i = 0; i < size; i++) values[i] = mix((key + Math.imul(i, 0x9e3779b9)) | 0) < limit ? 0 : kept
  return values
}

/** Hashes below the limit drop their element; the others multiply it by the number for what is kept. */
export function maskNumbers(rate: number): { limit: number; kept: number } {
  return { limit: Math.floor(rate * 2 ** 32), kept: Math.fround(1 / (1 - rate)) }
}

function mix(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
