import { QtError } from '../../../core/error.ts'
import type { Kit } from '../kit/kit.ts'
import type { Tensor2D, Tensor3D } from '../kit/tensorflow.ts'
import { type Pooling, pool } from '../layers/pool.ts'
import type { NetInput } from '../net.ts'
import type { CovariateCounts, NhitsConfig } from './config.ts'

/** Numbers that a block reads besides the series itself, its windows pooled by `size`. */
export function covariateWidth({ covariates, inputLength, horizon }: NhitsConfig, size: number): number {
  const { past, ahead, fixed } = covariates
  return past * Math.ceil(inputLength / size) + ahead * Math.ceil((inputLength + horizon) / size) + fixed
}

/**
 * The covariates of each row, pooled like the series and laid side by side: past, ahead (both time major, features
 * minor), fixed. Unlike the series they run forward in time, as neuralforecast has them.
 *
 * @returns [samples · channels, covariateWidth]; empty without covariates
 */
export function pooledCovariates(
  kit: Kit,
  input: NetInput,
  { covariates, pooling }: NhitsConfig,
  size: number,
): Tensor2D[] {
  checkCovariates(input, covariates)
  const { past, ahead, fixed } = input
  const flat = (x: Tensor3D) => pooledFlat(kit, x, size, pooling)
  const parts = [
    ...(covariates.past > 0 ? [flat(past!)] : []),
    ...(covariates.ahead > 0 ? [flat(ahead!)] : []),
    ...(covariates.fixed > 0 ? [fixed!] : []),
  ]
  return parts.length > 0 ? [forEachChannel(kit, parts, input)] : []
}

/** A net that reads covariates of a kind must get all of them; one that reads none looks away. */
function checkCovariates(input: NetInput, counts: CovariateCounts): void {
  for (const kind of ['past', 'ahead', 'fixed'] as const) {
    const given = input[kind]?.shape[1] ?? 0
    if (counts[kind] === 0 || counts[kind] === given) continue
    throw new QtError('usage', `windows with ${given} ${kind} covariates`, `the net reads ${counts[kind]}`)
  }
}

/** [samples, features, length] → [samples, ⌈length / size⌉ · features] */
function pooledFlat(kit: Kit, x: Tensor3D, size: number, pooling: Pooling): Tensor2D {
  const { tf } = kit
  const [samples, features, length] = x.shape
  const pooled = pool(kit, tf.reshape(x, [samples * features, length]), size, pooling)
  const groups = pooled.shape[1]
  const timeMajor = tf.transpose(tf.reshape(pooled, [samples, features, groups]), [0, 2, 1])
  return tf.reshape(timeMajor, [samples, groups * features])
}

/** [samples, width] → [samples · channels, width]: every channel of a sample sees the same. */
function forEachChannel({ tf }: Kit, parts: Tensor2D[], { samples, channels }: NetInput): Tensor2D {
  const joined = tf.concat(parts, 1)
  if (channels === 1) return joined
  const width = joined.shape[1]
  const repeated = tf.tile(tf.reshape(joined, [samples, 1, width]), [1, channels, 1])
  return tf.reshape(repeated, [samples * channels, width])
}
