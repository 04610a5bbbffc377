import type { Kit } from '../kit/kit.ts'
import type { Tensor1D, Tensor2D, Variable } from '../kit/tensorflow.ts'
import type { Mode } from '../net.ts'

export interface NormWeights {
  readonly gain: Tensor1D
  readonly offset: Tensor1D
}

/** Mean and variance of each column as seen in training, for use afterwards. */
export interface RunningStatistics {
  readonly mean: Variable
  readonly variance: Variable
}

/** Added to variances, so that constant columns divide by something. */
export const EPSILON = 1e-5

/** Share of a batch in the running statistics. */
const MOMENTUM = 0.1

/**
 * Batch normalisation over rows (Ioffe & Szegedy 2015, as PyTorch's BatchNorm1d): in training each column is
 * centred and scaled by the batch's mean and biased variance, and the running statistics move by a tenth towards
 * the batch's mean and unbiased variance; afterwards by the running statistics.
 *
 * @param x [rows, columns]
 */
export function batchNorm(
  kit: Kit,
  x: Tensor2D,
  { gain, offset }: NormWeights,
  running: RunningStatistics,
  mode: Mode,
): Tensor2D {
  if (!mode.training)
    return normalised(kit, x, running.mean as Tensor1D, running.variance as Tensor1D, { gain, offset })
  const { y, mean, variance } = measured(kit, x, { gain, offset })
  follow(kit, running, mean, variance, x.shape[0])
  return y
}

interface Measured {
  readonly y: Tensor2D
  /** Of the batch, the variance biased. */
  readonly mean: Tensor1D
  readonly variance: Tensor1D
}

function measured(kit: Kit, x: Tensor2D, { gain, offset }: NormWeights): Measured {
  const { tf, hasKernels } = kit
  if (hasKernels) {
    const outputs = tf.engine().runKernel('QtBatchNorm', { x, gain, offset }, { epsilon: EPSILON })
    const [y, mean, variance] = outputs as unknown as [Tensor2D, Tensor1D, Tensor1D]
    return { y, mean, variance }
  }
  const mean = tf.mean<Tensor1D>(x, 0)
  const variance = tf.mean<Tensor1D>(tf.square(tf.sub(x, mean)), 0)
  return { y: normalised(kit, x, mean, variance, { gain, offset }), mean, variance }
}

/** (x − mean) · gain / √(variance + ε) + offset. */
function normalised(
  { tf, hasKernels }: Kit,
  x: Tensor2D,
  mean: Tensor1D,
  variance: Tensor1D,
  { gain, offset }: NormWeights,
): Tensor2D {
  if (hasKernels) {
    const inputs = { x, mean, variance, gain, offset }
    return tf.engine().runKernel('QtNormalise', inputs, { epsilon: EPSILON }) as Tensor2D
  }
  const scale = tf.div(gain, tf.sqrt(tf.add(variance, EPSILON)))
  return tf.add(tf.mul(tf.sub(x, mean), scale), offset)
}

function follow(
  { tf }: Kit,
  running: RunningStatistics,
  mean: Tensor1D,
  variance: Tensor1D,
  rows: number,
): void {
  const unbiased = tf.mul(variance, rows / Math.max(1, rows - 1))
  const moved = (old: Variable, seen: Tensor1D) => tf.add(tf.mul(old, 1 - MOMENTUM), tf.mul(seen, MOMENTUM))
  tf.tidy(() => {
    running.mean.assign(moved(running.mean, mean))
    running.variance.assign(moved(running.variance, unbiased as Tensor1D))
  })
}
