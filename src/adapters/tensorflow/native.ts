import type { TensorFlow } from '../../models/nets/kit/tensorflow.ts'

export type NativeTensorFlow =
  | { readonly native: TensorFlow; readonly reason?: undefined }
  | { readonly native?: undefined; readonly reason: string }

/** Not a dependency: whoever has it installed may use it. */
const PACKAGE = '@tensorflow/tfjs-node'

/** `@tensorflow/tfjs-node`, if it is installed, loads, and multiplies two small matrices rightly. */
export async function loadNative(name: string = PACKAGE): Promise<NativeTensorFlow> {
  try {
    const module = (await import(name)) as TensorFlow & { readonly default?: TensorFlow }
    const native = module.default ?? module
    await native.ready()
    const backend = native.getBackend()
    if (backend !== 'tensorflow') return { reason: `${name} has made ${backend} its backend` }
    return multipliesRightly(native) ? { native } : { reason: `${name} multiplies wrongly` }
  } catch (error) {
    return { reason: `${name} does not load: ${(error as Error).message.split('\n')[0]}` }
  }
}

/** [1 2; 3 4] · [5 6; 7 8], summed: 19 + 22 + 43 + 50. */
function multipliesRightly(tf: TensorFlow): boolean {
  const sum = tf.tidy(() =>
    tf
      .matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2]))
      .sum()
      .dataSync(),
  )
  return sum[0] === 134
}
