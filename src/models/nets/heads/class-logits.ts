import type { Kit } from '../kit/kit.ts'
import type { Tensor2D } from '../kit/tensorflow.ts'
import type { NetInput } from '../net.ts'

/**
 * The logits of a sample as the mean over those of its channels: each series votes.
 *
 * @param rows [samples · channels, classes]
 * @returns [samples, classes]
 */
export function meanOverChannels(
  { tf }: Kit,
  rows: Tensor2D,
  { samples, channels }: Pick<NetInput, 'samples' | 'channels'>,
): Tensor2D {
  if (channels === 1) return rows
  return tf.mean<Tensor2D>(tf.reshape(rows, [samples, channels, rows.shape[1]]), 1)
}
