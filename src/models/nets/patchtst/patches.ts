import type { Kit } from '../kit/kit.ts'
import type { Tensor2D } from '../kit/tensorflow.ts'
import { type PatchtstConfig, patchesOf } from './config.ts'

/**
 * Windows cut into overlapping patches, their last value standing for what lies beyond the end; without a slope:
 * windows are given. (Slices and concatenations have one, and take five times as long on WASM.)
 *
 * @param windows [rows, inputLength]
 * @returns [rows, patches · patchLength], patch after patch
 */
export function patchesFrom({ tf }: Kit, windows: Tensor2D, config: PatchtstConfig): Tensor2D {
  const { inputLength, patchLength, stride } = config
  const patches = patchesOf(config)
  const rows = windows.shape[0]
  const values = windows.dataSync()
  const cut = new Float32Array(rows * patches * patchLength)
  let at = 0
  for (let row = 0; row < rows; row++) {
    const [first, last] = [row * inputLength, (row + 1) * inputLength - 1]
    for (let patch = 0; patch < patches; patch++) {
      const from = first + patch * stride
      for (let i = from; i < from + patchLength; i++) cut[at++] = values[Math.min(i, last)]!
    }
  }
  return tf.tensor2d(cut, [rows, patches * patchLength])
}
