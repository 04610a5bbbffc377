import type { Initialiser } from '../initialiser.ts'
import type { Kit } from '../kit/kit.ts'
import type { Tensor2D, Tensor3D, Variable } from '../kit/tensorflow.ts'

/** RevIN's learnable gain and offset of each channel (Kim et al. 2022). */
export interface Affine {
  /** [channels] */
  readonly gain: Variable
  readonly offset: Variable
}

/** RevIN guards its division by the square of its ε of 1e-5. */
const GUARD = 1e-10

export function createAffine(initial: Initialiser, channels: number): Affine {
  return {
    gain: initial.constant('revin_layer.affine_weight', [channels], 1),
    offset: initial.constant('revin_layer.affine_bias', [channels], 0),
  }
}

/** x · gain + offset, by channel. [samples · channels, length] */
export function applyAffine({ tf }: Kit, x: Tensor2D, { gain, offset }: Affine): Tensor2D {
  const [channels] = gain.shape as [number]
  const apart = tf.reshape(x, [-1, channels, x.shape[1]])
  const column = (weight: Variable) => tf.reshape(weight, [channels, 1])
  return tf.reshape(tf.add(tf.mul(apart, column(gain)), column(offset)), x.shape)
}

/** The way back, for what the net says: (y − offset) / gain. [samples · channels, horizon, outputs] */
export function undoAffine({ tf }: Kit, y: Tensor3D, { gain, offset }: Affine): Tensor3D {
  const [channels] = gain.shape as [number]
  const apart = tf.reshape(y, [-1, channels, y.shape[1] * y.shape[2]])
  const column = (weight: Variable) => tf.reshape(weight, [channels, 1])
  return tf.reshape(tf.div(tf.sub(apart, column(offset)), tf.add(column(gain), GUARD)), y.shape)
}
