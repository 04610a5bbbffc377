import type { Kit } from '../kit/kit.ts'
import type { Tensor, Tensor1D, Tensor2D, TensorFlow } from '../kit/tensorflow.ts'
import type { Head } from '../net.ts'
import type { WindowBatch } from '../windows/cut.ts'
import type { Loss, Recipe } from './recipe.ts'

/**
 * The loss of each window: the mean over its channels, steps and levels. [samples]
 *
 * With `lossScale: 'original'` errors are multiplied by the scale that the window was divided by. Windows' weights
 * are not in it: whoever averages windows applies them.
 *
 * @param output of the net: [rows, horizon, levels], or logits [samples, classes]
 */
export function windowLosses(
  kit: Kit,
  { loss, lossScale }: Pick<Recipe, 'loss' | 'lossScale'>,
  head: Head,
  batch: WindowBatch,
  output: Tensor,
): Tensor1D {
  const { tf } = kit
  if (loss.kind === 'cross-entropy') return crossEntropy(tf, output as Tensor2D, batch.labels!)
  const [rows, horizon] = batch.target!.shape
  const levels = head.kind === 'quantiles' ? head.levels.length : 1
  const target = levels === 1 ? batch.target! : tf.reshape(batch.target!, [rows, horizon, 1])
  const error = tf.sub(target, levels === 1 ? tf.reshape(output, [rows, horizon]) : output)
  const scaled = lossScale === 'original' ? inOwnUnits(tf, error, batch.scale) : error
  const penalty = penaltyOf(tf, loss, head, scaled)
  return tf.mean<Tensor1D>(tf.reshape(penalty, [batch.input.samples, -1]), 1)
}

function inOwnUnits(tf: TensorFlow, error: Tensor, scale: Float64Array): Tensor {
  const shape = [scale.length, ...error.shape.slice(1).map(() => 1)]
  return tf.mul(error, tf.tensor(Float32Array.from(scale), shape))
}

/**
 * What an error e = truth − forecast costs.
 * - mse: e²
 * - mae: |e|
 * - huber: e²/2 where |e| < δ, δ(|e| − δ/2) beyond (PyTorch's HuberLoss)
 * - pinball: max(τe, (τ − 1)e) (Koenker & Bassett 1978)
 */
function penaltyOf(tf: TensorFlow, loss: Loss, head: Head, error: Tensor): Tensor {
  if (loss.kind === 'mse') return tf.square(error)
  if (loss.kind === 'mae') return absolute(tf, error)
  if (loss.kind === 'huber') return huber(tf, error, loss.delta)
  const levels = head.kind === 'quantiles' ? head.levels : []
  return tf.maximum(
    tf.mul(error, tf.tensor1d([...levels])),
    tf.mul(error, tf.tensor1d(levels.map((level) => level - 1))),
  )
}

/** |e| as max(e, 0) + max(−e, 0): its slope at 0 is 0, that of `tf.abs` is −1. */
const absolute = (tf: TensorFlow, error: Tensor) => tf.add(tf.relu(error), tf.relu(tf.neg(error)))

/** With m = min(|e|, δ) both branches are m(|e| − m/2). */
function huber(tf: TensorFlow, error: Tensor, delta: number): Tensor {
  const size = tf.abs(error)
  const inner = tf.minimum(size, delta)
  return tf.mul(inner, tf.sub(size, tf.mul(inner, 0.5)))
}

/** −log softmax(logits) at the label. */
function crossEntropy(tf: TensorFlow, logits: Tensor2D, labels: Tensor1D): Tensor1D {
  const chosen = tf.oneHot(labels, logits.shape[1])
  return tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), tf.cast(chosen, 'float32')), 1))
}
